package io.lockstep.node.cluster;

import static io.lockstep.node.cluster.Answer.Kind.ACCEPTED;
import static io.lockstep.node.cluster.Answer.Kind.NOT_WRITTEN;
import static io.lockstep.node.cluster.Answer.Kind.PENDING;
import static io.lockstep.node.cluster.Answer.Kind.REFUSED;
import static io.lockstep.node.cluster.Answer.Kind.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No broker answers: nodes serve what they know, and say honestly what became of writes. */
@Tag("long")
class OutageIT {

  @Test
  void readsAreServedAndWritesAnsweredHonestlyWhileNoBrokerIsThere() {
    // One broker of the test's own: those that all tests share must not all be gone at once.
    try (TestKafka kafka = TestKafka.start(1, Map.of());
        TestCluster cluster = TestCluster.found(kafka, TestRegistry.shared(), Optional.of("n1"))) {
      cluster.startProcesses("n1", "n2");
      cluster.write("n2", Write.set("key", "before"));
      List<AskingClient> clients =
          List.of(new AskingClient(cluster.node("n1")), new AskingClient(cluster.node("n2")));
      clients.forEach(client -> client.awaitMore(5));

      kafka.stopBroker(0);
      for (String node : List.of("n1", "n2")) {
        cluster.await(node, "says it", look -> look.problems().contains("log-unavailable"));
        cluster.await(node, "says how stale it is", look -> look.staleMillis() > 3_000);
        assertThat(cluster.node(node).value("key")).contains("before");
      }
      clients.forEach(client -> client.awaitMore(2));
      kafka.startBroker(0);
      cluster.awaitReady("n1", "n2");
      Write after = Write.set("key", "after");
      cluster.awaitAccepted("n2", () -> after);
      clients.forEach(AskingClient::close);

      requireHonesty(clients, cluster.verify());
    }
  }

  private static void requireHonesty(List<AskingClient> clients, ClusterInvariants held) {
    for (AskingClient client : clients) {
      System.out.printf(
          "Answers around the outage: %d accepted, %d pending, %d not written, %d unknown%n",
          client.answered(ACCEPTED).size(),
          client.answered(PENDING).size(),
          client.answered(NOT_WRITTEN).size(),
          client.answered(UNKNOWN).size());
      assertThat(client.answered(ACCEPTED)).isNotEmpty().allMatch(held::isWritten);
      assertThat(client.answered(PENDING)).as("said to be durable").allMatch(held::isWritten);
      assertThat(client.answered(NOT_WRITTEN)).isNotEmpty().noneMatch(held::isWritten);
      assertThat(client.answered(REFUSED)).isEmpty();
    }
    assertThat(held.terms()).as("a silence of the brokers is no primary's fault").hasSize(1);
  }
}
