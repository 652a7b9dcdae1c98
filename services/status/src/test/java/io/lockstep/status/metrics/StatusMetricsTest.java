package io.lockstep.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.status.streams.StatusSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusMetricsTest {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.500Z");

  static {
    TrustedRecords.declare();
  }

  private static StatusSnapshot snapshot() {
    ClusterStatus cluster =
        ClusterStatus.newBuilder()
            .setCluster("blue")
            .setSummary("")
            .setConverged(true)
            .setSince(TIME)
            .setEpoch(3)
            .setHeadRevision(1_234)
            .setCounts(Map.of("ONLINE", 1))
            .build();
    NodeStatus node =
        NodeStatus.newBuilder()
            .setCluster("blue")
            .setNode("n\"1")
            .setState(NodeHealth.ONLINE)
            .setSince(TIME)
            .setLastReport(TIME)
            .setLagEvents(7)
            .setLagMillis(1_250)
            .setPropagationMillis(12L)
            .build();
    Alert alert =
        Alert.newBuilder()
            .setId("clock-skew/n1/1")
            .setCluster("blue")
            .setKind("clock-skew")
            .setOccurrence(1)
            .setSeverity(AlertSeverity.WARNING)
            .setState(AlertState.RAISED)
            .setCause("")
            .setRemedy("")
            .setRaised(TIME)
            .build();
    return new StatusSnapshot(
        cluster, new TreeMap<>(Map.of("n\"1", node)), List.of(alert), List.of(), List.of());
  }

  @Test
  void tellsTheStatusInNumbers() {
    String text = StatusMetrics.of(snapshot());

    assertThat(text.lines())
        .contains(
            "# TYPE lockstep_events_total counter",
            "lockstep_events_total 1234",
            "lockstep_promotions_total 3",
            "lockstep_cluster_converged 1",
            "lockstep_cluster_nodes{state=\"ONLINE\"} 1",
            "lockstep_cluster_nodes{state=\"OFFLINE\"} 0",
            "lockstep_node_state{node=\"n\\\"1\",state=\"ONLINE\"} 1",
            "lockstep_node_lag_events{node=\"n\\\"1\"} 7",
            "lockstep_node_lag_seconds{node=\"n\\\"1\"} 1.250",
            "lockstep_node_propagation_seconds{node=\"n\\\"1\"} 0.012",
            "lockstep_node_last_report_timestamp_seconds{node=\"n\\\"1\"} 1777863721.500",
            "lockstep_alerts_raised{kind=\"clock-skew\"} 1");
  }

  @Test
  void everyMetricIsNamedByTheRulesAndExplainedOnceBeforeItsSamples() {
    Set<String> explained = new HashSet<>();
    List<String> typed = new ArrayList<>();
    for (String line : StatusMetrics.of(snapshot()).lines().toList()) {
      if (line.startsWith("# HELP ")) {
        String[] words = line.split(" ", 4);
        assertThat(words[3]).endsWith(".");
        assertThat(explained.add(words[2])).as(words[2] + " is explained once").isTrue();
      } else if (line.startsWith("# TYPE ")) {
        String[] words = line.split(" ");
        typed.add(words[2]);
        assertThat(words[2].endsWith("_total")).isEqualTo(words[3].equals("counter"));
        assertThat(words[2]).matches("lockstep_[a-z_]+").doesNotContain("milli");
      } else {
        assertThat(line).startsWith(typed.get(typed.size() - 1));
      }
    }
    assertThat(explained).containsExactlyInAnyOrderElementsOf(typed);
  }
}
