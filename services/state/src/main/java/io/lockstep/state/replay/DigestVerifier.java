package io.lockstep.state.replay;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import java.util.Optional;

/**
 * Compares an image with the digest that the log says it must have.
 *
 * <p>Compaction takes away what a later record replaces. An image read from a compacted log can
 * lack an entity until that later record is reached, so behind a gap in the revisions a difference
 * proves nothing yet. The later record stood in the log when the gap was seen: once the reader has
 * passed the end that the log had then, without seeing another gap, a difference is real; so it is
 * at the very end. Used by one thread.
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

  private Optional<Digest> wanted = Optional.empty();
  private long revision;
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
    for (Event event : change.events()) {
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
    revision = change.lastRevision();
    wanted = change.end().map(Event::getDigest).map(Digest::of);
    if (wanted.isEmpty()) {
      return gap ? Verdict.UNSETTLED : Verdict.DIVERGED;
    }
    if (isWanted(digest)) {
      return Verdict.VERIFIED;
    }
    return gap && offset < settledAt ? Verdict.UNSETTLED : Verdict.DIVERGED;
  }

  /**
   * Compares the digest after a tombstone with that of the change before it, of which it may have
   * been the missing part: the tombstone of what was removed before the newest change can stand
   * behind that change, and nothing behind the tombstone. Never DIVERGED: what the tombstone took
   * away may have been removed in a gap that is not seen yet.
   */
  public Verdict checkTombstone(Digest digest) {
    return isWanted(digest) || !gap ? Verdict.VERIFIED : Verdict.UNSETTLED;
  }

  /**
   * Compares the digest at the end of the log, where nothing can explain a difference any more. So
   * that an idle log settles too: behind its last record stands a marker, and no change that would
   * be checked with an offset behind that.
   *
   * <p>To be called when all records before the consumer's position were taken over, and the end
   * offset that was asked for after they were fetched is not behind that position.
   */
  public Verdict checkAtEnd(Digest digest) {
    boolean untouched = wanted.isEmpty() && !gap;
    return untouched || isWanted(digest) ? Verdict.VERIFIED : Verdict.DIVERGED;
  }

  private boolean isWanted(Digest digest) {
    if (wanted.isEmpty() || !wanted.get().equals(digest)) {
      return false;
    }
    gap = false;
    verifiedRevision = revision;
    return true;
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
