package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.command.Submissions;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.schema.ContentEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.PublishContent;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the API tells and does of content, also where the node itself has no folder. */
class ContentApiIT {
  @TempDir static Path folder;
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static long publish(String path, int size) throws Exception {
    ContentEntry entry =
        ContentEntry.newBuilder()
            .setFolder("web")
            .setPath(path)
            .setSize(size)
            .setSha256(ByteBuffer.allocate(32).put(0, (byte) size))
            .build();
    Outcome outcome =
        node.server()
            .service()
            .gateway()
            .submit(
                Submissions.of(
                    UUID.randomUUID().toString(),
                    "n1",
                    null,
                    List.of(Submissions.operation(new PublishContent(entry), null))))
            .get()
            .orElseThrow();
    assertThat(outcome.getResult()).isEqualTo(OutcomeResult.ACCEPTED);
    return outcome.getRevision();
  }

  @Test
  void listsAndRemovesAPathAndWhatIsBelowIt() throws Exception {
    publish("d/e/f", 1);
    publish("d/g", 2);
    publish("dx", 3);

    Answer list = node.get("/api/v1/content?folder=web");
    Answer removed = node.send("DELETE", "/api/v1/content/web?path=d", null);
    Answer again = node.send("DELETE", "/api/v1/content/web?path=d", null);

    assertThat(list.body()).contains("\"d/e/f\"", "\"d/g\"", "\"dx\"", "\"0644\"");
    assertThat(removed.status()).as("%s", removed).isEqualTo(200);
    assertThat(node.get("/api/v1/content?folder=web").body())
        .contains("\"dx\"")
        .doesNotContain("\"d/e/f\"", "\"d/g\"");
    assertThat(again.status()).isEqualTo(404);
  }

  @Test
  void tellsWhatAPathWasAndBringsItBack() throws Exception {
    long first = publish("story", 4);
    publish("story", 5);

    Answer history = node.get("/api/v1/content/web/history?path=story");
    Answer wrong = restore("other", first);
    Answer restored = restore("story", first);

    assertThat(history.body()).contains("\"revision\":" + first, "\"size\":4", "\"size\":5");
    assertThat(wrong.status()).as("%s", wrong).isEqualTo(404);
    assertThat(restored.status()).as("%s", restored).isEqualTo(200);
    assertThat(
            node.server().service().replay().image().content().get("web", "story").get().getSize())
        .isEqualTo(4);
  }

  private static Answer restore(String path, long revision) {
    return node.json(
        "POST",
        "/api/v1/content/web/restore",
        "{\"path\":\"" + path + "\",\"revision\":" + revision + "}");
  }

  @Test
  void saysThatItHasNoSuchFolder() {
    Answer answer = node.json("POST", "/api/v1/content/none/publish", "{}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.detail()).contains("has no folder none");
    assertThat(node.get("/api/v1/content/status").body()).contains("\"items\":[]");
    assertThat(node.get("/api/v1/content/web/history?path=never").status()).isEqualTo(404);
  }
}
