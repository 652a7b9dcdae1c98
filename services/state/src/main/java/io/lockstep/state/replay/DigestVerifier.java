package io.lockstep.state.replay;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;

/**
 * Compares an image with the digest that the log says it must have.
 *
 * <p>Compaction takes away what a later record replaces. An image read from a compacted log can
 * lack an entity until that later record is reached, so behind a gap in the revisions a difference
 * proves nothing yet. The later record stood in the log when the gap was seen: once the reader has
 * passed the end that the log had then, without seeing another gap, a difference is real. Used by
 * one thread.
 */
public final class DigestVerifier {
  /** What a comparison says. */
  public enum Verdict {
    /** The image is the one that the primary had. */
    VERIFIED,
    /** The log's compaction may explain the difference; read on. */
    UNSETTLED,
    /** The image is wrong. */
    DIVERGED
  }

  private boolean gap;
  private long settledAt = Long.MAX_VALUE;
  private long verifiedRevision;

  /**
   * Starts with an image that is known to be right; {@link ClusterImage#EMPTY} is, one that was
   * kept while {@link #isUnsettled()} is not.
   */
  public DigestVerifier(ClusterImage image) {
    verifiedRevision = image.revision();
  }

  /**
   * Notes whether revisions are missing before a change.
   *
   * @param revision of the image before it
   * @return whether there is a gap, so that the reader must call {@link #settleAt}
   */
  public boolean follow(long revision, Change change) {
    long expected = revision + 1;
    boolean missing = false;
    for (var event : change.events()) {
      missing |= event.getRevision() != expected;
      expected = event.getRevision() + 1;
    }
    missing |= change.end().isEmpty();
    if (missing) {
      gap = true;
      settledAt = Long.MAX_VALUE;
    }
    return missing;
  }

  /** Sets the end offset that the log had at any time after the last gap was fetched. */
  public void settleAt(long offset) {
    settledAt = offset;
  }

  /** Compares the image after a change, as {@link #check(Digest, Change, long)} does. */
  public Verdict check(ClusterImage image, Change change, long offset) {
    return check(image.digest(), change, offset);
  }

  /**
   * Compares the digest after a change.
   *
   * @param offset one more than that of the change's last record. Not the consumer's position: that
   *     jumps over records that compaction took, before the gap they leave is seen
   */
  public Verdict check(Digest digest, Change change, long offset) {
    var end = change.end();
    if (end.isEmpty() || end.get().getDigest() == null) {
      return gap ? Verdict.UNSETTLED : Verdict.DIVERGED;
    }
    if (Digest.of(end.get().getDigest()).equals(digest)) {
      gap = false;
      verifiedRevision = change.lastRevision();
      return Verdict.VERIFIED;
    }
    return gap && offset < settledAt ? Verdict.UNSETTLED : Verdict.DIVERGED;
  }

  /** The newest revision at which the image was right. */
  public long verifiedRevision() {
    return verifiedRevision;
  }

  /** Whether a gap has not been explained yet. */
  public boolean isUnsettled() {
    return gap;
  }
}
