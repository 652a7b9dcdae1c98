package io.lockstep.node.replay;

import io.lockstep.state.image.ClusterImage;
import java.util.Optional;

/**
 * What a node knows at one moment: its image, and how far and how well it has read. Immutable.
 *
 * @param image the state of the cluster as far as it was applied
 * @param applied offset in {@code events} from which a restart with this image reads on
 * @param position offset in {@code events} that is read next
 * @param outcomesPosition offset in {@code outcomes} that is read next
 * @param caughtUp whether it has reached the end that the log had when it started
 * @param verified whether the image is known to be right
 * @param fault why it stopped applying, or reads anew; empty if all is well
 */
public record NodeView(
    ClusterImage image,
    long applied,
    long position,
    long outcomesPosition,
    boolean caughtUp,
    boolean verified,
    Optional<Fault> fault) {

  /** What went wrong with the log or the image. */
  public enum FaultKind {
    /** The image differed from what the log said; it is being read anew. */
    DIVERGED,
    /** A record was forged or altered; it is passed over, and the primary repairs it. */
    TAMPERED,
    /** A record is of a kind that this version does not know. */
    INCOMPATIBLE
  }

  /**
   * Why the node stopped applying, or what is to be repaired.
   *
   * @param offset in {@code events}
   * @param message what is wrong and what to do
   */
  public record Fault(FaultKind kind, long offset, String message) {}

  /**
   * Whether the image is the cluster's, so that a primary may decide on it: as {@link #isSound()},
   * but for forged records that are not repaired yet, which are not in the image.
   */
  public boolean isTrue() {
    return caughtUp
        && verified
        && fault.filter(found -> found.kind() != FaultKind.TAMPERED).isEmpty();
  }

  /** Whether the image can be relied on: read to the end, compared, and nothing wrong. */
  public boolean isSound() {
    return caughtUp && verified && fault.isEmpty();
  }
}
