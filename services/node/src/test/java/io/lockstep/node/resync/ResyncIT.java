package io.lockstep.node.resync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ResyncIT {
  private static final String PATH = "/api/v1/nodes/%s/resync";

  @TempDir Path folder;
  private TestNode n1;
  private TestNode n2;

  @BeforeEach
  void start() {
    LogConnection log = TestCluster.founded(Optional.of("n1"));
    n1 = TestNode.start(log, folder, "n1").awaitReady();
    n2 = TestNode.start(log, folder, "n2").awaitReady();
  }

  @AfterEach
  void stop() {
    n2.close();
    n1.close();
  }

  private void awaitDone(TestNode node, String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> node.get(PATH.formatted(id)).field("phase").equals("done"));
  }

  @Test
  void readsTheLogAgainAndRightsFilesWhileChangesGoOn() throws IOException {
    for (int i = 0; i < 50; i++) {
      assertThat(n1.set("key." + i, "before").status()).isEqualTo(200);
    }
    await()
        .until(
            () ->
                n2.server()
                    .service()
                    .replay()
                    .image()
                    .configuration()
                    .get("key.49", "shared")
                    .isPresent());
    assertThat(n2.get(PATH.formatted("n2")).field("phase")).isEqualTo("none");
    long epoch = n1.server().service().replay().image().promotion().epoch();

    Answer begun = n2.send("POST", PATH.formatted("n2"), null);

    assertThat(begun.status()).isEqualTo(202);
    for (int i = 0; i < 20; i++) {
      assertThat(n1.set("key." + i, "after").status()).isEqualTo(200);
      assertThat(n2.get("/api/v1/configuration/key.49").status()).isEqualTo(200);
    }
    awaitDone(n2, "n2");
    n2.awaitReady();
    await()
        .untilAsserted(
            () ->
                assertThat(n2.server().service().replay().image())
                    .isEqualTo(n1.server().service().replay().image()));
    await()
        .until(
            () ->
                Files.readString(folder.resolve("n2/files/configuration.properties"))
                    .contains("key.19=after"));
    assertThat(n1.server().service().replay().image().promotion().epoch()).isEqualTo(epoch);
    assertThat(n1.server().service().resync().state().phase()).isEqualTo(Resync.Phase.NONE);
  }

  @Test
  void aPrimaryStaysOneAndGoesOn() {
    assertThat(n1.set("key", "1").status()).isEqualTo(200);

    assertThat(n1.send("POST", PATH.formatted("n1"), null).status()).isEqualTo(202);
    awaitDone(n1, "n1");

    assertThat(n1.server().service().replay().image().promotion().primary()).contains("n1");
    await().until(() -> n2.set("key", "2").status() == 200);
  }

  @Test
  void anotherNodeSaysWhoMayBeAsked() {
    Answer answer = n1.send("POST", PATH.formatted("n2"), null);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("wrong-node");
    assertThat(answer.detail()).contains(n2.server().service().self().getUrl());
    assertThat(n1.send("POST", PATH.formatted("n9"), null).status()).isEqualTo(404);
  }
}
