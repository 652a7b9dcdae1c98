package io.lockstep.node.cluster;

import static io.lockstep.node.cluster.TestCluster.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.TestKafka;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The primary is killed or paused, or a broker lost, while clients write through all nodes. Every
 * node is a process; the tests follow each other on one cluster, whatever node is primary then.
 */
class PrimaryLossIT {
  private static final TestKafka KAFKA = TestKafka.three();
  private static TestCluster cluster;

  private NodeProcess primary;
  private long epoch;

  @BeforeAll
  static void found() {
    cluster = TestCluster.found(Optional.of("n1"));
    cluster.startProcesses("n1", "n2", "n3");
    cluster.write("n2", Write.set("Cluster.connectionTimeout", "2000"));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @BeforeEach
  void writeThroughAllNodes() {
    cluster.startClients();
    cluster.awaitWrites(3);
    ClusterNode.Look look = cluster.node("n1").look();
    primary = cluster.nodeProcess(look.primary());
    epoch = look.epoch();
  }

  @AfterEach
  void stopClients() {
    cluster.abandonClients();
  }

  private void awaitNextTerm() {
    for (ClusterNode node : cluster.nodes()) {
      if (!node.id().equals(primary.id())) {
        cluster.await(node.id(), "sees a new term", look -> look.epoch() > epoch);
      }
    }
  }

  private static List<PrimaryPromoted> termsAfter(ClusterInvariants held, long epoch) {
    return held.terms().subList((int) epoch, held.terms().size());
  }

  @Test
  void nothingIsLostWhenThePrimaryIsKilled() {
    primary.kill();
    awaitNextTerm();
    cluster.awaitWrites(3);
    cluster.startProcesses(primary.id());
    cluster.awaitWrites(3);

    ClusterInvariants held = cluster.verify();
    PrimaryPromoted next = termsAfter(held, epoch).get(0);
    assertThat(next.getPrevious()).isEqualTo(primary.id());
    assertThat(next.getReason()).isEqualTo(PromotionReason.FAILOVER);
  }

  @Test
  @Tag("heavy")
  void aPausedPrimaryIsFencedAndComesBackAsASecondary() {
    int said = primary.log().length();

    primary.pause();
    awaitNextTerm();
    cluster.awaitWrites(3);
    primary.resume();
    Awaitility.await("the zombie says that it is not primary any more")
        .atMost(PATIENCE)
        .until(() -> saysThatItIsNotPrimary(primary.log().substring(said)));
    cluster.await(primary.id(), "follows", look -> !look.deciding() && look.epoch() > epoch);
    cluster.awaitWrites(3);

    ClusterInvariants held = cluster.verify();
    assertThat(termsAfter(held, epoch).get(0).getPrevious()).isEqualTo(primary.id());
  }

  private boolean saysThatItIsNotPrimary(String log) {
    return log.contains("term is over own=" + epoch + " ");
  }

  @Test
  @Tag("heavy")
  void nothingIsLostWhenABrokerIsLost() {
    String events = cluster.connection().topic(TopicContract.EVENTS);
    int leader = KAFKA.leader(events);

    KAFKA.stopBroker(leader);
    try {
      cluster.awaitWrites(10);
    } finally {
      KAFKA.startBroker(leader);
    }
    KAFKA.awaitInSync(events);
    cluster.awaitWrites(3);

    cluster.verify();
  }

  @Test
  void nothingIsAcknowledgedBeforeEnoughBrokersHaveItAndNothingIsLostThen() {
    String events = cluster.connection().topic(TopicContract.EVENTS);

    KAFKA.stopBroker(1);
    KAFKA.stopBroker(2);
    try {
      Answer answer = cluster.node("n1").write(Write.set("key", "of the minority"));
      assertThat(answer.isAccepted()).isFalse();
    } finally {
      KAFKA.startBroker(1);
      KAFKA.startBroker(2);
    }
    KAFKA.awaitInSync(events);
    cluster.awaitWrites(3);

    cluster.verify();
  }
}
