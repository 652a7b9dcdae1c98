package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the README says to type, in a folder of its own, through the launcher. */
@Tag("long")
class ReadmeIT {
  @TempDir Path folder;

  private DocumentedSession session;

  @BeforeEach
  void begin() throws IOException {
    session = new DocumentedSession(folder);
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    session.leaveNothingRunning();
  }

  @Test
  void theFirstSessionRunsAsItIsWritten() throws Exception {
    String output =
        session.follow(
            DocumentedSession.ROOT.resolve("README.md"), "ReadmeIT", UnaryOperator.identity());

    assertThat(output)
        .contains("Cluster.mode set in shared")
        .contains("+mail.host=mx1")
        .containsPattern("set +mx2\n.* set +mx1\n")
        .contains("cluster sandbox founded")
        .contains("node n2 is primary")
        .contains("node n3 drained")
        .contains("shop, ", "PrivateKeyEntry")
        .contains("events written by holders of the secret")
        .doesNotContain("not for everybody");
    // n1 founds; the others join as they come.
    assertThat(Files.readAllLines(folder.resolve("servers")))
        .startsWith("n1.localhost\thttps://n1.localhost:444")
        .containsExactlyInAnyOrder(
            "n1.localhost\thttps://n1.localhost:444",
            "n2.localhost\thttps://n2.localhost:444",
            "n3.localhost\thttps://n3.localhost:444");
    assertThat(folder.resolve(".lockstep/shared.properties")).content().contains("mail.port=25");
  }
}
