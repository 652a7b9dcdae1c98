package io.lockstep.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.cli.RecordedNode;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.demo.PacedWriter.Acknowledged;
import io.lockstep.cli.demo.PacedWriter.Unanswered;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacedWriterTest {
  private static NodeClient client(String url) {
    return new NodeClient(URI.create(url), NodeAccess.anonymous());
  }

  private static void acceptAll(RecordedNode node) {
    for (int key = 0; key < 40; key++) {
      node.answer(
          "PUT /api/v1/configuration/demo.counter." + key + "?scope=shared",
          200,
          "{\"commandId\":\"c\",\"firstRevision\":3,\"revision\":3}");
    }
  }

  @Test
  void asksAnotherNodeUnderTheSameCommandId() throws IOException {
    try (RecordedNode node = new RecordedNode()) {
      acceptAll(node);
      List<NodeClient> nodes = List.of(client("http://127.0.0.1:1"), client(node.url()));
      try (PacedWriter writer = new PacedWriter(nodes)) {
        writer.start(200);
        await().until(() -> writer.acknowledgedCount() >= 20);
        writer.stop();
        await().until(() -> writer.open() == 0);

        assertThat(writer.acknowledged()).hasSize(writer.sent());
        assertThat(writer.acknowledged().stream().map(Acknowledged::attempts).distinct())
            .containsExactlyInAnyOrder(1, 2);
        assertThat(writer.acknowledged().stream().map(Acknowledged::value)).doesNotHaveDuplicates();
        assertThat(node.lastRequest().header("Idempotency-Key"))
            .isIn(writer.acknowledged().stream().map(Acknowledged::commandId).toList());
      }
    }
  }

  @Test
  void remembersWhatNobodyAnswered() {
    try (PacedWriter writer = new PacedWriter(List.of(client("http://127.0.0.1:1")))) {
      writer.start(200);
      await().until(() -> !writer.unanswered().isEmpty());
      writer.stop();
      await().until(() -> writer.open() == 0);

      assertThat(writer.acknowledged()).isEmpty();
      assertThat(writer.unanswered().stream().map(Unanswered::reason).distinct())
          .containsExactly("unavailable");
    }
  }
}
