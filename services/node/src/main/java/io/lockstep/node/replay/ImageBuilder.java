package io.lockstep.node.replay;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.node.replay.NodeView.Fault;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.UnknownEventException;
import io.lockstep.state.replay.Change;
import io.lockstep.state.replay.ChangeAssembler;
import io.lockstep.state.replay.DigestVerifier;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records of {@code events} to an image, change by change, and compares digests. Stops at
 * the first record that cannot be applied and never goes on behind it. Used by the tail thread.
 */
final class ImageBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ImageBuilder.class);

  private final LongSupplier logEnd;
  private final ChangeAssembler assembler = new ChangeAssembler();
  private final DigestVerifier verifier;
  private ClusterImage image;
  private ClusterDelta delta;
  private boolean gap;
  private long applied;
  private long pendingFrom;
  private Fault fault;

  /**
   * Starts with an image that is right.
   *
   * @param applied offset of the first record that is not in it
   * @param logEnd the end offset of {@code events} at the time of the call
   */
  ImageBuilder(ClusterImage image, long applied, LongSupplier logEnd) {
    this.image = image;
    this.applied = applied;
    this.logEnd = logEnd;
    this.verifier = new DigestVerifier(image);
  }

  /** Applies records in order; {@code position} is the offset that is read after them. */
  void apply(List<EventRecord> records, long position) {
    if (fault != null) {
      return;
    }
    delta = new ClusterDelta(image);
    boolean changed = false;
    for (EventRecord record : records) {
      changed = true;
      if (!apply(record)) {
        break;
      }
    }
    if (changed) {
      image = delta.apply();
    }
    if (records.isEmpty() && verifier.isUnsettled() && !assembler.isPending()) {
      checkAtEnd(position);
    }
    if (fault == null && !assembler.isPending()) {
      applied = position;
    }
  }

  private boolean apply(EventRecord record) {
    if (record.unreadable() != null) {
      fault = new Fault(FaultKind.INCOMPATIBLE, record.offset(), record.unreadable());
      return false;
    }
    if (record.event() == null) {
      Optional<Change> ended = assembler.flush();
      if (ended.isPresent() && !apply(ended.get(), record.offset())) {
        return false;
      }
      delta.tombstone(record.key());
      verifier.checkTombstone(delta.digest());
      applied = record.offset() + 1;
      return true;
    }
    if (!assembler.isPending()) {
      pendingFrom = record.offset();
    }
    List<Change> changes = assembler.add(record.event());
    for (Change change : changes) {
      // A change that ended because this record belongs to another one ended before it.
      long next =
          change.lastRevision() == record.event().getRevision()
              ? record.offset() + 1
              : record.offset();
      if (!apply(change, next)) {
        return false;
      }
    }
    if (assembler.isPending() && !changes.isEmpty()) {
      pendingFrom = record.offset();
    }
    return true;
  }

  private boolean apply(Change change, long next) {
    if (change.firstRevision() <= delta.revision()) {
      fault =
          new Fault(
              FaultKind.DIVERGED,
              pendingFrom,
              "revision %d stands behind revision %d"
                  .formatted(change.firstRevision(), delta.revision()));
      return false;
    }
    try {
      change.events().forEach(ClusterDelta::requireReadable); // all of a change or nothing of it
    } catch (UnknownEventException e) {
      fault = new Fault(FaultKind.INCOMPATIBLE, pendingFrom, e.getMessage());
      return false;
    }
    if (verifier.follow(delta.revision(), change)) {
      gap = true;
    }
    for (Event event : change.events()) {
      delta.replay(event);
    }
    settle();
    if (!check(change, next)) {
      return false;
    }
    applied = next;
    return true;
  }

  /**
   * Asks for the end of the log after a gap was seen: every record at hand was fetched before, so
   * the end is late enough. If the brokers do not answer, it is asked for again with the next
   * records; until then the image is not called right.
   */
  private void settle() {
    if (gap) {
      try {
        verifier.settleAt(logEnd.getAsLong());
        gap = false;
      } catch (LogUnavailableException e) {
        LOG.debug("the end of the log is not known reason={}", e.getMessage());
      }
    }
  }

  private boolean check(Change change, long next) {
    return judge(verifier.check(delta.digest(), change, next), next - 1);
  }

  /** Behind the last change there may be nothing but markers, so an idle log is judged here. */
  private void checkAtEnd(long position) {
    try {
      if (logEnd.getAsLong() <= position) {
        judge(verifier.checkAtEnd(delta.digest()), position - 1);
      }
    } catch (LogUnavailableException e) {
      LOG.debug("the end of the log is not known reason={}", e.getMessage());
    }
  }

  private boolean judge(DigestVerifier.Verdict verdict, long offset) {
    if (verdict == DigestVerifier.Verdict.DIVERGED) {
      fault =
          new Fault(
              FaultKind.DIVERGED,
              offset,
              "the image at revision %d has digest %s, the log says another"
                  .formatted(delta.revision(), delta.digest()));
    }
    return fault == null;
  }

  ClusterImage image() {
    return image;
  }

  /** Offset from which a restart with the image reads on. */
  long applied() {
    return assembler.isPending() ? Math.min(applied, pendingFrom) : applied;
  }

  boolean verified() {
    return !verifier.isUnsettled();
  }

  Optional<Fault> fault() {
    return Optional.ofNullable(fault);
  }
}
