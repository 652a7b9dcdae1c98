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

class ClusterStateXmlTest {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01.500Z");

  static {
    TrustedRecords.declare();
  }

  @Test
  void saysWhoIsOnlineAndWhoIsPrimary() {
    ClusterStatus cluster =
        ClusterStatus.newBuilder()
            .setCluster("blue")
            .setSummary("")
            .setConverged(true)
            .setSince(TIME)
            .setPrimary("n1")
            .setCounts(Map.of())
            .build();

    String xml =
        ClusterStateXml.of(
            new StatusSnapshot(
                new Freshness(TIME, Optional.empty()),
                cluster,
                new TreeMap<>(
                    Map.of(
                        "n1", node("n1", "a.example", NodeHealth.LAGGING),
                        "n2", node("n2", "<b>&\".example", NodeHealth.OFFLINE))),
                List.of(),
                List.of(),
                List.of()));

    assertThat(xml.lines().skip(1))
        .containsExactly(
            "<ClusterGroup name=\"blue\">",
            "  <Member hostname=\"a.example\" state=\"online\" status=\"primary\"/>",
            "  <Member hostname=\"&lt;b&gt;&amp;&quot;.example\" state=\"offline\""
                + " status=\"secondary\"/>",
            "</ClusterGroup>");
  }

  private static NodeStatus node(String id, String host, NodeHealth state) {
    return NodeStatus.newBuilder()
        .setCluster("blue")
        .setNode(id)
        .setHost(host)
        .setState(state)
        .setSince(TIME)
        .build();
  }
}
