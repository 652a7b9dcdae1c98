package io.lockstep.status.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.status.streams.Freshness;
import io.lockstep.status.streams.StatusSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.500Z");

  static {
    TrustedRecords.declare();
  }

  @Test
  @SuppressWarnings("unchecked")
  void namesOnePrimaryAfterAFailoverThoughTheLastReportOfTheDeadOneSaysOtherwise() {
    StatusSnapshot snapshot = afterAFailover(Optional.empty());

    Map<String, Object> status = Documents.status(snapshot);

    assertThat((List<Map<String, Object>>) status.get("nodes"))
        .extracting(node -> node.get("id") + " " + node.get("primary"))
        .containsExactly("n1 false", "n2 true");
    assertThat(Documents.node(snapshot, "n1").orElseThrow()).containsEntry("primary", false);
    assertThat(Documents.node(snapshot, "n2").orElseThrow()).containsEntry("primary", true);
  }

  @Test
  void knowsNothingOfANodeThatIsNotThere() {
    assertThat(Documents.node(afterAFailover(Optional.empty()), "n7")).isEqualTo(Optional.empty());
  }

  @Test
  void sayHowFreshTheyAre() {
    StatusSnapshot live = afterAFailover(Optional.empty());
    StatusSnapshot stale = afterAFailover(Optional.of("the brokers do not answer"));

    for (Map<String, Object> document : documents(live)) {
      assertThat(document)
          .containsEntry("asOf", "2026-05-04T03:02:01.500Z")
          .containsEntry("stale", false)
          .containsEntry("staleReason", null);
    }
    for (Map<String, Object> document : documents(stale)) {
      assertThat(document)
          .containsEntry("stale", true)
          .containsEntry("staleReason", "the brokers do not answer");
    }
  }

  private static List<Map<String, Object>> documents(StatusSnapshot snapshot) {
    return List.of(
        Documents.status(snapshot),
        Documents.alerts(snapshot),
        Documents.node(snapshot, "n1").orElseThrow());
  }

  /** From n1, which was killed, to n2, which has not reported since. */
  private static StatusSnapshot afterAFailover(Optional<String> stale) {
    ClusterStatus cluster =
        ClusterStatus.newBuilder()
            .setCluster("blue")
            .setSummary("")
            .setConverged(false)
            .setSince(TIME)
            .setPrimary("n2")
            .setCounts(Map.of())
            .build();
    return new StatusSnapshot(
        new Freshness(TIME, stale),
        cluster,
        new TreeMap<>(
            Map.of(
                "n1", node("n1", NodeHealth.OFFLINE, true),
                "n2", node("n2", NodeHealth.ONLINE, false))),
        List.of(),
        List.of(),
        List.of());
  }

  private static NodeStatus node(String id, NodeHealth state, boolean saysPrimary) {
    return NodeStatus.newBuilder()
        .setCluster("blue")
        .setNode(id)
        .setState(state)
        .setSince(TIME)
        .setPrimary(saysPrimary)
        .build();
  }
}
