package io.lockstep.node.observe;

import io.lockstep.node.replay.NodeView;
import io.lockstep.state.decide.Succession;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import java.time.Duration;

/**
 * Whether a node should try to become primary now. The broker's fence decides in the end; this only
 * keeps candidates from duelling.
 */
public final class Candidacy {
  private static final Duration STAGGER = Duration.ofSeconds(1);

  private final String self;
  private final Liveness liveness;

  /** Judges for a node. */
  public Candidacy(String self, Liveness liveness) {
    this.self = self;
    this.liveness = liveness;
  }

  /**
   * Whether to try now: the cluster never had a primary and this node may be the first; or the
   * primary is silent, or says that it stopped applying, and this node is the first of the
   * promotion order that is alive. Later nodes of the order wait one second more for each that
   * stands before them and is alive.
   */
  public boolean shouldTry(NodeView view, Duration timeout) {
    if (!view.isTrue()) {
      return false;
    }
    ClusterImage image = view.image();
    if (Terms.mayFound(image, self)) {
      return true;
    }
    String primary = image.promotion().primary().orElse(self);
    boolean faulted = liveness.faulted(primary);
    if (primary.equals(self) || !faulted && liveness.silence(primary).compareTo(timeout) <= 0) {
      return false; // nearly always, and asked often: before all members are ranked
    }
    int rank = rank(image, primary);
    if (rank < 0) {
      return false;
    }
    if (faulted) {
      return rank == 0;
    }
    Duration patience = timeout.plus(STAGGER.multipliedBy(rank));
    return liveness.silence(primary).compareTo(patience) > 0;
  }

  /**
   * Whether it may have to try soon: the primary has been silent for half of the time after which
   * it is given up, and this node would be the first to try.
   */
  public boolean shouldPrepare(NodeView view, Duration timeout) {
    String primary = view.image().promotion().primary().orElse(self);
    return !primary.equals(self)
        && liveness.silence(primary).compareTo(timeout.dividedBy(2)) > 0
        && view.isTrue()
        && rank(view.image(), primary) == 0;
  }

  /** Its place among those of the promotion order that are alive; negative for none. */
  private int rank(ClusterImage image, String primary) {
    return Succession.ranked(image).stream()
        .filter(id -> !id.equals(primary) && liveness.alive(id))
        .toList()
        .indexOf(self);
  }
}
