package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.node.primary.AppendBatches;
import io.lockstep.schema.Event;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.JournalChain;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several nodes hold themselves for the primary at the same time. */
class TwoCandidatesIT {

  @Test
  void ofNodesThatTakeTheFirstTermAtOnceOneGetsIt() {
    try (TestCluster cluster = TestCluster.found(Optional.empty())) {
      cluster.startLocal("n1", "n2", "n3");
      cluster.startClients();
      cluster.awaitWrites(5);

      ClusterInvariants held = cluster.verify();
      assertThat(held.terms()).as("terms").hasSize(1);
      assertThat(held.image().members().present()).hasSize(3);
    }
  }

  @Test
  void aZombieThatWritesWithItsOldProducerIsRefused() {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"));
        Codecs codecs = new Codecs(cluster.connection());
        FencedAppender zombie = new FencedAppender(cluster.connection(), codecs)) {
      cluster.startLocal("n1");
      zombie.fence(); // from n1, which is about to take the right back
      cluster.awaitAccepted("n1", () -> Write.set("key", "of the rightful"));
      ClusterInvariants before = ClusterInvariants.check(cluster.connection());
      ClusterImage image = before.image();

      List<Event> late = Terms.failover(image, "n1", "late", 1);
      JournalChain chain = JournalChain.after(before.last());
      assertThatThrownBy(() -> zombie.append(AppendBatches.of(chain, late, List.of(), -1)))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("took over");

      cluster.write("n1", Write.set("key", "again"));
      ClusterInvariants held = cluster.verify();
      assertThat(held.isWritten("late")).isFalse();
      assertThat(held.terms()).extracting(PrimaryPromoted::getEpoch).containsExactly(1L);
    }
  }
}
