package io.lockstep.status.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TrustedRecords;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadyNodesTest {
  static {
    TrustedRecords.declare();
  }

  private static NodeStatus.Builder node(String id, NodeHealth state) {
    return NodeStatus.newBuilder()
        .setCluster("east")
        .setNode(id)
        .setState(state)
        .setSince(Instant.EPOCH)
        .setReady(true)
        .setUrl("https://" + id + ":8443");
  }

  @Test
  void areThoseThatCanAnswerTheBestFirst() {
    List<NodeStatus> nodes =
        List.of(
            node("n1", NodeHealth.SYNCING).build(),
            node("n2", NodeHealth.ONLINE).setLagEvents(5).build(),
            node("n3", NodeHealth.ONLINE).build(),
            node("n4", NodeHealth.ONLINE).setReady(false).build(),
            node("n5", NodeHealth.ONLINE).setQuiet(true).build(),
            node("n6", NodeHealth.OFFLINE).build());

    assertThat(ReadyNodes.of(nodes).keySet()).containsExactly("n3", "n2", "n1");
    assertThat(ReadyNodes.of(nodes).get("n3")).hasToString("https://n3:8443/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "http://n1:8443", "https://user@n1", "file:///etc/passwd", "https:n1", "a b"})
  void areNoneWithAnAddressThatNoTokenMayGoTo(String url) {
    assertThat(ReadyNodes.of(List.of(node("n1", NodeHealth.ONLINE).setUrl(url).build()))).isEmpty();
  }
}
