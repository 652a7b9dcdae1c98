package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The role goes from one node to another by intent, under load. The timeout is so long that no test
 * can pass by waiting for it.
 */
@Tag("long")
class HandOverIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static TestCluster cluster;

  private long epoch;

  @BeforeAll
  static void found() {
    cluster = TestCluster.found(Optional.of("n1"));
    cluster.startLocal("n1");
    cluster.startLocal("n2");
    cluster.startLocal("n3");
    cluster.write("n1", Write.set("Cluster.connectionTimeout", "" + TIMEOUT.toMillis()));
  }

  @AfterAll
  static void close() {
    cluster.close();
  }

  @BeforeEach
  void beginWithTheFirstAsPrimary() {
    cluster.awaitAccepted("n2", () -> Write.promote("n1"));
    cluster.awaitPrimary("n1");
    epoch = cluster.node("n1").look().epoch();
    cluster.startClients();
    cluster.awaitWrites(3);
  }

  @AfterEach
  void stopClients() {
    cluster.abandonClients();
  }

  private PrimaryPromoted verifyNextTerm() {
    List<RecordingClient> clients = List.copyOf(cluster.clients());
    ClusterInvariants held = cluster.verify();
    assertThat(clients)
        .allSatisfy(client -> assertThat(client.longestGap()).isLessThan(TIMEOUT.dividedBy(4)));
    return held.terms().get((int) epoch);
  }

  @Test
  void aPrimaryThatStopsHandsOverWithoutWaitingForTheTimeout() {
    cluster.node("n1").stop();
    cluster.forget("n1");
    cluster.awaitPrimary("n2");
    cluster.awaitWrites(3);
    cluster.startLocal("n1");

    PrimaryPromoted term = verifyNextTerm();
    assertThat(term.getPrevious()).isEqualTo("n1");
    assertThat(term.getNode()).isEqualTo("n2");
  }

  @Test
  void aPromotionByHandHandsOverUnderLoad() {
    cluster.awaitAccepted("n3", () -> Write.promote("n3"));
    cluster.awaitPrimary("n3");
    cluster.awaitWrites(3);

    PrimaryPromoted term = verifyNextTerm();
    assertThat(term.getNode()).isEqualTo("n3");
    assertThat(term.getReason()).isEqualTo(PromotionReason.MANUAL);
  }

  @Test
  void aDrainedPrimaryHandsOverAndIsNotPromotedUntilItIsResumed() {
    cluster.awaitAccepted("n1", () -> Write.drain("n1"));
    cluster.awaitPrimary("n2");
    cluster.awaitWrites(3);
    Answer refused = cluster.node("n3").write(Write.promote("n1"));
    cluster.write("n3", Write.resume("n1"));

    assertThat(refused.kind()).isEqualTo(Answer.Kind.REFUSED);
    assertThat(verifyNextTerm().getNode()).isEqualTo("n2");
  }

  @Test
  void whatWasPromotedByHandStaysUntilAFailbackIsAskedFor() {
    cluster.write("n1", Write.set("Cluster.failback", "preferred"));
    cluster.awaitAccepted("n3", () -> Write.promote("n3"));
    cluster.awaitPrimary("n3");
    cluster.node("n1").stop();
    cluster.forget("n1");
    cluster.startLocal("n1");
    cluster.awaitReady("n1");
    cluster.awaitWrites(30);
    boolean stayed = cluster.node("n1").look().primary().equals("n3");
    cluster.awaitAccepted("n2", () -> Write.failBack("n1"));
    cluster.awaitPrimary("n1");
    cluster.write("n1", Write.set("Cluster.failback", "manual"));

    assertThat(stayed).isTrue();
    assertThat(verifyNextTerm().getReason()).isEqualTo(PromotionReason.MANUAL);
    List<PrimaryPromoted> terms = ClusterInvariants.check(cluster.connection()).terms();
    assertThat(terms.get(terms.size() - 1).getReason()).isEqualTo(PromotionReason.FAILBACK);
    assertThat(terms).hasSize((int) epoch + 2);
  }

  @Test
  void thePreferredNodeTakesOverAgainOnceItIsBack() {
    cluster.write("n1", Write.set("Cluster.failback", "preferred"));
    cluster.node("n1").stop();
    cluster.forget("n1");
    cluster.awaitPrimary("n2");
    cluster.startLocal("n1");
    cluster.awaitPrimary("n1");
    cluster.write("n1", Write.set("Cluster.failback", "manual"));

    verifyNextTerm();
    List<PrimaryPromoted> terms = ClusterInvariants.check(cluster.connection()).terms();
    PrimaryPromoted last = terms.get(terms.size() - 1);
    assertThat(last.getNode()).isEqualTo("n1");
    assertThat(last.getReason()).isEqualTo(PromotionReason.FAILBACK);
  }
}
