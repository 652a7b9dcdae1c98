package io.lockstep.node.replay;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.topic.TopicBegin;
import io.lockstep.node.replay.NodeView.Fault;
import io.lockstep.node.replay.NodeView.FaultKind;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.schema.Event;
import io.lockstep.schema.SecretChanged;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.UnknownEventException;
import io.lockstep.state.replay.Change;
import io.lockstep.state.replay.ChangeAssembler;
import io.lockstep.state.replay.DigestVerifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies records of {@code events} to an image, change by change, and compares digests. Stops at
 * the first record of a newer version and never goes on behind it. Passes over what no primary
 * wrote, and keeps it in mind until the true state stands behind it. Used by the tail thread.
 */
final class ImageBuilder {
  private static final Logger LOG = LoggerFactory.getLogger(ImageBuilder.class);

  private static final String ADVICE =
      ". This node comes right by itself once they are there again: "
          + TopicBegin.REPAIR
          + "; where there is no primary, start a node that has a newer snapshot. Then "
          + TopicBegin.REMEDY;

  private final LongSupplier logEnd;
  private final Supplier<Optional<String>> logLoss;
  private final LogTrust trust;
  private final RecordGuard guard;
  private final Consumer<Forgery> onForgery;
  private final Map<String, Forgery> forgeries = new LinkedHashMap<>();

  /** Tombstones of what lives here: forged, or behind a removal that was compacted away. */
  private final Map<String, EventRecord> doubts = new LinkedHashMap<>();

  private final ChangeAssembler assembler = new ChangeAssembler();

  /** What the events make that the assembler was given and whose changes are not complete. */
  private final Deque<Entity> entities = new ArrayDeque<>();

  private final DigestVerifier verifier;
  private ClusterImage image;

  /** What the events make of the image since it was asked for; null where there were none. */
  private ClusterDelta delta;

  private boolean changed;
  private boolean gap;
  private boolean suspect;
  private long seen;
  private long applied;
  private long pendingFrom;
  private Fault fault;

  /** What is wrong with an image of a log that lost its beginning; null once it is right. */
  private Fault cut;

  /**
   * Starts with an image that is right.
   *
   * @param applied offset of the first record that is not in it
   * @param logEnd the end offset of {@code events} at the time of the call
   * @param logLoss that {@code events} lost its beginning, in a sentence without its full stop;
   *     empty if it did not, or what is missing is in the image
   * @param onForgery told of each record that no primary wrote
   */
  ImageBuilder(
      ClusterImage image,
      long applied,
      LongSupplier logEnd,
      Supplier<Optional<String>> logLoss,
      LogTrust trust,
      Consumer<Forgery> onForgery) {
    this.image = image;
    this.applied = applied;
    this.logEnd = logEnd;
    this.logLoss = logLoss;
    this.trust = trust;
    this.guard = new RecordGuard(trust);
    this.onForgery = onForgery;
    this.seen = image.revision();
    this.verifier = new DigestVerifier(image);
  }

  /** Applies records in order; {@code position} is the offset that is read after them. */
  void apply(List<EventRecord> records, long position) {
    if (fault != null) {
      return;
    }
    if (delta == null) {
      delta = new ClusterDelta(image);
    }
    for (CheckedRecord record : CheckedRecord.of(records, trust)) {
      changed = true;
      if (!apply(guard.settled(record))) {
        break;
      }
    }
    boolean open = records.isEmpty() && verifier.isUnsettled() || !doubts.isEmpty();
    if (fault == null && open && !assembler.isPending()) {
      checkAtEnd(position);
      changed = true;
    }
    if (records.isEmpty() && position > 0 && seen == 0 && cut == null) {
      isCut(position, "nothing in the log says what the cluster is");
    }
    if (fault == null && !assembler.isPending()) {
      applied = position;
    }
  }

  private boolean apply(CheckedRecord checked) {
    EventRecord record = checked.record();
    if (record.isTombstone()) {
      return forget(record);
    }
    String problem = guard.problem(checked, seen);
    if (problem != null) {
      passOver(record, problem);
      return true;
    }
    if (record.event() == null) {
      fault = new Fault(FaultKind.INCOMPATIBLE, record.offset(), record.unreadable());
      return false;
    }
    seen = record.event().getRevision();
    if (!assembler.isPending()) {
      pendingFrom = record.offset();
    }
    if (checked.entity() != null) { // else its change will not be applied
      entities.add(checked.entity());
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

  /**
   * Takes a tombstone. One of an entity that lives is a primary's only where the removal between
   * may have been compacted away; where nothing has shown that yet, the next digest tells.
   */
  private boolean forget(EventRecord record) {
    boolean complete = !verifier.isUnsettled() && !gap;
    Optional<Change> ended = assembler.flush();
    if (ended.isPresent() && !apply(ended.get(), record.offset())) {
      return false;
    }
    if (record.key() == null) {
      return true;
    }
    if (complete && delta.entity(record.key()).isPresent()) {
      doubts.put(record.key(), record);
      return true;
    }
    delta.tombstone(record.key());
    verifier.checkTombstone(delta.digest());
    applied = record.offset() + 1;
    if (forgeries.remove(record.key()) != null && forgeries.isEmpty() && suspect) {
      return judge(verifier.checkAtEnd(delta.digest()), record.offset());
    }
    return true;
  }

  private void passOver(EventRecord record, String problem) {
    Forgery forgery = new Forgery(record.offset(), record.key(), problem);
    if (record.key() != null) {
      forgeries.put(record.key(), forgery); // without a key it hides nothing
    }
    onForgery.accept(forgery);
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
      delta.replay(entities.remove());
      if (event.getPayload() instanceof SecretChanged changed) {
        trust.learn(List.of(changed.getSecret()));
      }
      if (!forgeries.isEmpty() || !doubts.isEmpty()) {
        forgeries.remove(EntityKeys.of(event)); // what stands behind it is the newest again
        doubts.remove(EntityKeys.of(event));
      }
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
    return judge(compare(digest -> verifier.check(digest, change, next)), next - 1);
  }

  /** What a comparison says of the image, with or without what stands under tombstones in doubt. */
  private DigestVerifier.Verdict compare(Function<Digest, DigestVerifier.Verdict> comparison) {
    DigestVerifier.Verdict verdict = comparison.apply(delta.digest());
    if (doubts.isEmpty()) {
      return verdict;
    }
    if (verdict == DigestVerifier.Verdict.VERIFIED) {
      doubts.values().forEach(one -> passOver(one, "is a tombstone, and the entity lives"));
      doubts.clear();
      return verdict;
    }
    ClusterDelta without = new ClusterDelta(delta.apply());
    doubts.keySet().forEach(without::tombstone);
    if (comparison.apply(without.digest()) != DigestVerifier.Verdict.VERIFIED) {
      return verdict;
    }
    doubts.keySet().forEach(delta::tombstone);
    doubts.clear();
    return DigestVerifier.Verdict.VERIFIED;
  }

  /** Behind the last change there may be nothing but markers, so an idle log is judged here. */
  private void checkAtEnd(long position) {
    try {
      if (logEnd.getAsLong() <= position) {
        judge(compare(verifier::checkAtEnd), position - 1);
      }
    } catch (LogUnavailableException e) {
      LOG.debug("the end of the log is not known reason={}", e.getMessage());
    }
  }

  private boolean judge(DigestVerifier.Verdict verdict, long offset) {
    if (verdict == DigestVerifier.Verdict.VERIFIED) {
      suspect = false;
      cut = null;
    } else if (verdict == DigestVerifier.Verdict.DIVERGED && !forgeries.isEmpty()) {
      suspect = true; // a forged record may have taken the place of a true one
    } else if (verdict == DigestVerifier.Verdict.DIVERGED) {
      String what =
          "the image at revision %d has digest %s, the log says another"
              .formatted(delta.revision(), delta.digest());
      if (isCut(offset, what)) {
        suspect = true; // what is missing may still be written again
      } else {
        fault = new Fault(FaultKind.DIVERGED, offset, what);
      }
    }
    return fault == null;
  }

  /** Whether the log lost its beginning, by which a wrong image is explained. */
  private boolean isCut(long offset, String what) {
    if (cut == null) {
      try {
        cut =
            logLoss
                .get()
                .map(loss -> new Fault(FaultKind.DIVERGED, offset, what + "; " + loss + ADVICE))
                .orElse(null);
      } catch (LogUnavailableException e) {
        LOG.debug("the begin of the log is not known reason={}", e.getMessage());
      }
    }
    return cut != null;
  }

  /**
   * What was applied so far. To ask after some thousand events and not after each few takes less:
   * until then, what they make is changed in place.
   */
  ClusterImage image() {
    if (changed) {
      image = delta.apply();
      changed = false;
      delta = null;
    }
    return image;
  }

  /** Offset from which a restart with the image reads on. */
  long applied() {
    return assembler.isPending() ? Math.min(applied, pendingFrom) : applied;
  }

  boolean verified() {
    return !verifier.isUnsettled() && !suspect && cut == null && doubts.isEmpty();
  }

  Optional<Fault> fault() {
    if (fault == null && cut != null) {
      return Optional.of(cut);
    }
    if (fault == null && !forgeries.isEmpty()) {
      Forgery first = forgeries.values().iterator().next();
      return Optional.of(new Fault(FaultKind.TAMPERED, first.offset(), first.message()));
    }
    return Optional.ofNullable(fault);
  }

  /** What no primary wrote and is not repaired yet. */
  List<Forgery> forgeries() {
    return forgeries.isEmpty() ? List.of() : List.copyOf(forgeries.values());
  }
}
