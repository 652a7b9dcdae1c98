package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Types what the README says to type, in a folder of its own, through the launcher. */
class ReadmeIT {
  private static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  private static final Pattern SESSION =
      Pattern.compile("<!-- session: run by ReadmeIT -->\\s*```bash\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  @BeforeEach
  void linkTheLauncher() throws IOException {
    Files.createSymbolicLink(folder.resolve("lockstep"), ROOT.resolve("lockstep"));
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    if (Files.exists(folder.resolve(".lockstep"))) {
      run("./lockstep down || true");
    }
  }

  @Test
  void theFirstSessionRunsAsItIsWritten() throws Exception {
    Matcher session = SESSION.matcher(Files.readString(ROOT.resolve("README.md")));
    assertThat(session.find()).as("the README has a session").isTrue();

    String output = run("set -euo pipefail\n" + session.group(1) + "echo session: done\n");

    assertThat(output)
        .contains("Cluster.mode set in shared")
        .contains("+mail.host=mx1")
        .containsPattern("set +mx2\n.* set +mx1\n")
        .contains("cluster sandbox founded")
        .contains("node n2 is primary")
        .contains("node n3 drained")
        .contains("shop, ", "PrivateKeyEntry")
        .contains("events written by holders of the secret")
        .doesNotContain("not for everybody")
        .endsWith("session: done\n");
    // n1 founds; the others join as they come.
    assertThat(Files.readAllLines(folder.resolve("servers")))
        .startsWith("n1.localhost\thttps://n1.localhost:444")
        .containsExactlyInAnyOrder(
            "n1.localhost\thttps://n1.localhost:444",
            "n2.localhost\thttps://n2.localhost:444",
            "n3.localhost\thttps://n3.localhost:444");
    assertThat(folder.resolve(".lockstep/shared.properties")).content().contains("mail.port=25");
  }

  private String run(String script) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text;
  }
}
