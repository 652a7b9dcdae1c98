package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.node.cluster.ClusterNode.Look;
import io.lockstep.schema.topic.TopicContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The schema registry is gone: who knows the schemas needs it no more, who does not says so. */
class RegistryLossIT {

  @Test
  void aNodeRestartsFromItsSchemaCacheAndAFirstStartIsRefused() {
    try (TestRegistry registry = TestRegistry.own();
        TestCluster cluster = TestCluster.found(TestKafka.three(), registry, Optional.of("n1"))) {
      cluster.startLocal("n1", "n2");
      cluster.write("n1", Write.set("key", "before"));

      registry.stop();
      cluster.node("n2").stop();
      cluster.write("n1", Write.set("key", "during"));
      cluster.startLocal("n2");
      NodeProcess first = cluster.process("n3");

      assertThat(first.exitCode()).isEqualTo(5);
      assertThat(first.log())
          .contains("lockstep node: ")
          .contains(registry.uri().getAuthority())
          .doesNotContain("\tat ");
      cluster.forget("n3");
      assertThat(cluster.node("n2").value("key")).contains("during");
      cluster.write("n2", Write.set("key", "after"));
      cluster.verify();
    }
  }

  @Test
  void aForeignReportKeepsNoNodeFromTakingOver() {
    try (TestRegistry registry = TestRegistry.own();
        TestCluster cluster = TestCluster.found(TestKafka.three(), registry, Optional.of("n1"))) {
      cluster.startProcesses("n1");
      cluster.startLocal("n2");
      cluster.write("n1", Write.set("Cluster.connectionTimeout", "2000"));
      NodeProcess primary = cluster.nodeProcess("n1");

      registry.stop();
      byte[] unseen = {0, 0, 0, 0, 99, 1, 2};
      io.lockstep.node.testing.TestCluster.write(
          cluster.connection(), TopicContract.NODE_REPORTS, "n9", unseen);
      primary.kill();

      cluster.await("n2", "takes over", Look::deciding);
      cluster.startProcesses("n1");
      cluster.write("n1", Write.set("key", "after"));
      cluster.verify();
    }
  }
}
