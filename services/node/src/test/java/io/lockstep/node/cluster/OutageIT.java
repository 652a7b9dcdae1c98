package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** No broker answers: nodes serve what they know, and say honestly what became of writes. */
class OutageIT {

  @Test
  void readsAreServedAndWritesAnsweredHonestlyWhileNoBrokerIsThere() {
    try (TestKafka kafka = TestKafka.start(1, Map.of());
        TestCluster cluster = TestCluster.found(kafka, TestRegistry.shared(), Optional.of("n1"))) {
      cluster.startProcesses("n1", "n2");
      cluster.write("n2", Write.set("key", "before"));

      kafka.stopBroker(0);
      for (String node : List.of("n1", "n2")) {
        cluster.await(node, "says it", look -> look.problems().contains("log-unavailable"));
        cluster.await(node, "says how stale it is", look -> look.staleMillis() > 3_000);
        assertThat(cluster.node(node).value("key")).contains("before");
      }
      List<Write> notWritten = new ArrayList<>();
      List<Write> unknown = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Write write = Write.set("key" + i, "during");
        Answer answer = cluster.node(i % 2 == 0 ? "n1" : "n2").write(write);
        switch (answer.kind()) {
          case NOT_WRITTEN -> notWritten.add(write);
          case UNKNOWN -> unknown.add(write);
          case ACCEPTED, REFUSED, PENDING ->
              throw new AssertionError("while no broker is there: " + answer);
        }
      }
      kafka.startBroker(0);
      cluster.awaitReady("n1", "n2");
      cluster.write("n2", Write.set("key", "after"));
      unknown.forEach(write -> cluster.awaitAccepted("n1", () -> write));

      ClusterInvariants held = cluster.verify();
      assertThat(notWritten).noneMatch(write -> held.isWritten(write.id()));
      assertThat(unknown).allMatch(write -> held.isWritten(write.id()));
      assertThat(held.terms()).as("a silence of the brokers is no primary's fault").hasSize(1);
    }
  }
}
