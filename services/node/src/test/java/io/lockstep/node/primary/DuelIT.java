package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.node.NodeService;
import io.lockstep.node.cluster.ClusterInvariants;
import io.lockstep.node.cluster.TestCluster;
import io.lockstep.node.cluster.Write;
import io.lockstep.schema.Event;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.trust.signature.CommandVerifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Two nodes take over at the same moment, again and again, each sure that it may, while the primary
 * is at work and takes its right back: only what the broker and the log decide counts.
 */
class DuelIT {
  private static final int ROUNDS = 8;

  /** A node that takes over without asking whether it is entitled. */
  private static final class Duellist {
    private final String id;
    private final NodeService node;
    private final PrimaryClients clients;
    private final List<Long> won = new ArrayList<>();

    Duellist(TestCluster cluster, Codecs codecs, String id) {
      this.id = id;
      this.node = cluster.service(id);
      this.clients = new PrimaryClients(cluster.connection(), codecs);
    }

    void takeOver(CyclicBarrier start) throws Exception {
      start.await(60, TimeUnit.SECONDS);
      long epochBefore = node.replay().image().promotion().epoch();
      try {
        clients.connect();
        PrimaryTerm term =
            PrimaryTerm.of(
                id,
                node.replay(),
                node.liveness(),
                clients,
                node.trust(),
                node.warnings(),
                new CommandVerifier()::verify,
                ProfileParameters.NONE,
                Surroundings.real(node.replay()));
        ClusterImage image = term.fence();
        if (image.promotion().epoch() != epochBefore) {
          return;
        }
        List<Event> events = Terms.failover(image, id, id + "-" + epochBefore, 0);
        term.begin(events);
        won.add(epochBefore + 1);
        term.open();
        term.decideNext(Duration.ofMillis(100));
      } catch (TermLost | FencedException | CommitUnknownException | LogUnavailableException lost) {
        assertThat(lost).hasMessageNotContaining("something else than a primary");
      }
    }
  }

  @Test
  void ofTwoThatTakeOverAtOnceOneAnEpochGetsAnythingAccepted() throws Exception {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"))) {
      cluster.startLocal("n1", "n2", "n3");
      cluster.write("n1", Write.set("Cluster.connectionTimeout", "600000"));
      try (Codecs codecs = new Codecs(cluster.connection())) {
        Duellist one = new Duellist(cluster, codecs, "n2");
        Duellist other = new Duellist(cluster, codecs, "n3");
        cluster.startClients();

        CompletableFuture.allOf(duel(one, other)).get(120, TimeUnit.SECONDS);
        one.clients.close();
        other.clients.close();

        ClusterInvariants held = cluster.verify();
        List<Long> won = new ArrayList<>(one.won);
        won.addAll(other.won);
        assertThat(won).as("epochs that either believes to have begun").doesNotHaveDuplicates();
        assertThat(held.terms()).extracting(PrimaryPromoted::getEpoch).containsAll(won);
        System.out.printf("Duel: n2 won %s, n3 won %s%n", one.won, other.won);
        assertThat(won).as("somebody wins").isNotEmpty();
      }
    }
  }

  private static CompletableFuture<?>[] duel(Duellist... duellists) {
    CyclicBarrier start = new CyclicBarrier(duellists.length);
    CompletableFuture<?>[] running = new CompletableFuture<?>[duellists.length];
    for (int i = 0; i < duellists.length; i++) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      Duellist duellist = duellists[i];
      running[i] = done;
      new Thread(
              () -> {
                try {
                  for (int round = 0; round < ROUNDS; round++) {
                    duellist.takeOver(start);
                  }
                  done.complete(null);
                } catch (Exception | AssertionError e) {
                  done.completeExceptionally(e);
                }
              },
              "duellist-" + duellist.id)
          .start();
    }
    return running;
  }
}
