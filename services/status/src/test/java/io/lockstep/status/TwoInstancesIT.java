package io.lockstep.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.report.ReportSender;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.status.streams.StatusSnapshot;
import io.lockstep.status.streams.StatusStreams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two instances on a real broker; the one that judges goes away while nodes report. */
@Tag("long")
class TwoInstancesIT {
  private static final TestKafka KAFKA = TestKafka.single();

  private final LogConnection connection = TestLog.provisioned(KAFKA, TestRegistry.shared());

  @Test
  void theOtherGoesOnWithTheSameStatus() throws Exception {
    Set<NodeHealth> seen = new TreeSet<>();
    try (Codecs codecs = new Codecs(connection);
        FencedAppender appender = new FencedAppender(connection, codecs);
        ReportSender sender = new ReportSender(connection, codecs);
        StatusServer first = start()) {
      appender.fence();
      appender.append(new Batch(events(), List.of(), List.of(), List.of(), -1));
      Reporters reporters = new Reporters(sender);
      try {
        await().atMost(Duration.ofSeconds(60)).until(() -> isConverged(first.streams()));
        try (StatusServer second = start()) {
          await().atMost(Duration.ofSeconds(60)).until(() -> isConverged(second.streams()));
          assertThat(first.streams().judges()).isNotEqualTo(second.streams().judges());
          StatusServer other = first.streams().judges() ? second : first;
          StatusStreams left = other.streams();

          (other == first ? second : first).close();

          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> {
                    left.snapshot()
                        .ifPresent(s -> s.nodes().values().forEach(n -> seen.add(n.getState())));
                    return left.judges() && left.notReady().isEmpty();
                  });
          reporters.silence("n2");
          await()
              .atMost(Duration.ofSeconds(60))
              .until(() -> state(left, "n2") == NodeHealth.OFFLINE);
          assertThat(state(left, "n1")).isEqualTo(NodeHealth.ONLINE);
          assertThat(left.snapshot().orElseThrow().alerts())
              .extracting(alert -> alert.getId())
              .containsExactly("node-offline/n2/1");
          tellsOverHttp(other.uri());
        }
      } finally {
        reporters.close();
      }
    }

    assertThat(seen).containsExactly(NodeHealth.ONLINE);
  }

  private StatusServer start() {
    return StatusServer.start(connection, KAFKA.layout(), "127.0.0.1", 0);
  }

  private static void tellsOverHttp(URI uri) throws IOException, InterruptedException {
    assertThat(get(uri, "/health/readiness").statusCode()).isEqualTo(200);
    assertThat(get(uri, "/api/v1/status").body())
        .contains("\"primary\":\"n1\"", "\"counts\":{\"OFFLINE\":1,\"ONLINE\":1}")
        .contains("\"id\":\"node-offline/n2/1\"");
    assertThat(get(uri, "/api/v1/status/nodes/n1").body())
        .contains("\"state\":\"ONLINE\"", "\"membership\":\"ACTIVE\"");
    assertThat(get(uri, "/api/v1/status/nodes/n7").statusCode()).isEqualTo(404);
    assertThat(get(uri, "/api/v1/status/nodes/n7").body()).contains("\"code\":\"not-found\"", "n7");
    assertThat(get(uri, "/prometheus").body())
        .contains(
            "lockstep_status_judges 1.0", "lockstep_node_state{node=\"n2\",state=\"OFFLINE\"} 1.0");
    assertThat(get(uri, "/api/v1/alerts").body()).contains("\"state\":\"RAISED\"");
    for (String path : List.of("/api/v1/status", "/api/v1/status/nodes/n2", "/api/v1/alerts")) {
      HttpResponse<Stream<String>> feed =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(uri.resolve(path + "/watch")).build(),
                  HttpResponse.BodyHandlers.ofLines());
      try (Stream<String> lines = feed.body()) {
        assertThat(lines.filter(line -> line.startsWith("data:")).findFirst())
            .hasValueSatisfying(line -> assertThat(line).contains("n2"));
      }
    }
  }

  private static HttpResponse<String> get(URI uri, String path)
      throws IOException, InterruptedException {
    return Asked.get(uri, path, Duration.ofSeconds(10));
  }

  private static boolean isConverged(StatusStreams instance) {
    return instance.notReady().isEmpty()
        && instance.snapshot().map(s -> s.cluster().getConverged()).orElse(false);
  }

  private static NodeHealth state(StatusStreams instance, String node) {
    return instance
        .snapshot()
        .map(StatusSnapshot::nodes)
        .map(nodes -> nodes.get(node))
        .map(status -> status.getState())
        .orElse(null);
  }

  private List<Event> events() {
    List<Event> events = new ArrayList<>();
    for (String node : List.of("n1", "n2")) {
      events.add(
          Written.event(
              connection.cluster(), events.size() + 1, new NodeJoined(Written.member(node))));
    }
    events.add(
        Written.event(
            connection.cluster(),
            3,
            PrimaryPromoted.newBuilder()
                .setEpoch(1)
                .setNode("n1")
                .setReason(PromotionReason.FOUNDING)
                .build()));
    return events;
  }

  /** Two nodes that report at the head each half second. */
  private final class Reporters implements AutoCloseable {
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
    private final Set<String> nodes = ConcurrentHashMap.newKeySet();
    private long sequence;

    @SuppressWarnings("FutureReturnValueIgnored") // a failing report shows in the statuses
    Reporters(ReportSender sender) {
      nodes.addAll(List.of("n1", "n2"));
      thread.scheduleAtFixedRate(
          () -> nodes.forEach(node -> sender.send(report(node))), 0, 500, TimeUnit.MILLISECONDS);
    }

    void silence(String node) {
      nodes.remove(node);
    }

    private NodeReport report(String node) {
      return NodeReport.newBuilder()
          .setCluster(connection.cluster())
          .setNode(node)
          .setIncarnation("run-" + node)
          .setSequence(++sequence)
          .setTime(Instant.now())
          .setState(NodeState.ONLINE)
          .setPrimary(node.equals("n1"))
          .setEpoch(1)
          .setReceivedRevision(3)
          .setWrittenRevision(3)
          .setActiveRevision(3)
          .setOffset(4)
          .setDigest(Written.DIGEST)
          .setFormatLevel(1)
          .setSoftwareVersion("1.0")
          .build();
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
