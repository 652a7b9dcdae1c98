package io.lockstep.cli.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.RecordedNode;
import io.lockstep.cli.access.NodeAccess;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.PastClient;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ResumptionTest {
  private static final String CHANGE =
      "id: 7\nevent: change\n"
          + "data: {\"revision\":7,\"time\":\"t\",\"actor\":\"a\",\"origin\":\"n1\",\"sentence\":\"s\"}\n\n";

  private final StringWriter err = new StringWriter();

  @Test
  void saysOnceWhyItHasNoConnection() throws Exception {
    try (RecordedNode node = new RecordedNode()) {
      node.answer("GET /api/v1/watch?from=7", 200, "text/event-stream", CHANGE);
      PastClient there = new NodeClient(URI.create(node.url()), NodeAccess.anonymous()).past();
      Supplier<PastClient> away =
          () -> {
            throw new Failure(ExitCodes.NOT_AVAILABLE, "no-node", "no node answers");
          };
      Deque<Supplier<PastClient>> answers =
          new ArrayDeque<>(List.of(() -> there, away, away, away, () -> there));
      int[] left = {2};

      new Resumption(() -> answers.remove().get(), new PrintWriter(err))
          .run(7L, event -> --left[0] > 0);

      assertThat(answers).isEmpty();
      assertThat(err.toString().lines())
          .containsExactly(
              "lockstep: the connection has ended; going on behind revision 7",
              "lockstep: no node answers; going on behind revision 7");
    }
  }
}
