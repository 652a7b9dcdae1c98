package io.lockstep.status.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Provenance;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.status.streams.Freshness;
import io.lockstep.status.streams.StatusSnapshot;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StatusMetricsTest {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.500Z");

  private static final Freshness FRESH = new Freshness(TIME, Optional.empty());

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
    CertificateView certificate =
        CertificateView.newBuilder()
            .setAlias("admind")
            .setChain(List.of())
            .setSha256(ByteBuffer.allocate(32))
            .setSubject("CN=admind")
            .setNotBefore(TIME)
            .setNotAfter(TIME.plusSeconds(3_600))
            .setHasPrivateKey(true)
            .setSource(
                Provenance.newBuilder()
                    .setCluster("blue")
                    .setRevision(1)
                    .setEpoch(1)
                    .setTime(TIME)
                    .setChangeId("c")
                    .setOrigin("n1")
                    .setActor("a")
                    .build())
            .build();
    return new StatusSnapshot(
        FRESH,
        cluster,
        new TreeMap<>(Map.of("n\"1", node)),
        List.of(alert),
        List.of(certificate),
        List.of());
  }

  private static String scraped(StatusSnapshot snapshot) throws IOException {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(
        new StatusMetrics(() -> Optional.ofNullable(snapshot), Clock.fixed(TIME, ZoneOffset.UTC)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrometheusTextFormatWriter.create().write(out, registry.scrape());
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void tellsTheStatusInNumbers() throws IOException {
    String text = scraped(snapshot());

    assertThat(text.lines())
        .contains(
            "# TYPE lockstep_events_total counter",
            "lockstep_events_total 1234.0",
            "lockstep_promotions_total 3.0",
            "lockstep_cluster_converged 1.0",
            "lockstep_cluster_head_revision 1234.0",
            "lockstep_cluster_nodes{state=\"ONLINE\"} 1.0",
            "lockstep_cluster_nodes{state=\"OFFLINE\"} 0.0",
            "lockstep_node_state{node=\"n\\\"1\",state=\"ONLINE\"} 1.0",
            "lockstep_node_lag_events{node=\"n\\\"1\"} 7.0",
            "lockstep_node_lag_seconds{node=\"n\\\"1\"} 1.25",
            "lockstep_node_last_apply_seconds{node=\"n\\\"1\"} 0.012",
            "lockstep_node_last_report_timestamp_seconds{node=\"n\\\"1\"} 1.7778637215E9",
            "lockstep_alerts_open{kind=\"clock-skew\",severity=\"WARNING\"} 1.0",
            "lockstep_alerts_open{kind=\"no-primary\",severity=\"CRITICAL\"} 0.0",
            "lockstep_certificate_left_seconds{alias=\"admind\"} 3600.0");
  }

  @Test
  void tellsNothingOfANodeThatWasRemovedNorOfAClusterWithoutAStatus() throws IOException {
    StatusSnapshot status = snapshot();
    StatusSnapshot without =
        new StatusSnapshot(
            FRESH, status.cluster(), new TreeMap<>(), List.of(), List.of(), List.of());

    assertThat(scraped(without)).doesNotContain("lockstep_node_").contains("lockstep_cluster_");
    assertThat(scraped(null)).isEmpty();
  }

  @Test
  void everyMetricIsNamedByTheRulesAndExplained() throws IOException {
    Set<String> explained = new HashSet<>();
    for (String line : scraped(snapshot()).lines().toList()) {
      String[] words = line.split(" ", 4);
      if (line.startsWith("# HELP ")) {
        assertThat(words[3]).endsWith(".");
        assertThat(explained.add(words[2])).as(words[2] + " is explained once").isTrue();
      } else if (line.startsWith("# TYPE ")) {
        assertThat(explained).contains(words[2]);
        assertThat(words[2].endsWith("_total")).isEqualTo(words[3].equals("counter"));
        assertThat(words[2]).matches("lockstep_[a-z_]+").doesNotContain("milli");
      }
    }
    assertThat(explained).hasSizeGreaterThan(25);
  }
}
