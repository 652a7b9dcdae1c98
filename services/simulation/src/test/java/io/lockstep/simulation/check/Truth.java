package io.lockstep.simulation.check;

import io.lockstep.log.append.Batch;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import io.lockstep.simulation.kernel.Violation;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the broker has committed, in order: the history that everybody must agree with. Each batch
 * is held against the invariants when it is committed.
 */
public final class Truth {
  private final Map<Long, Digest> digests = new HashMap<>();
  private final Map<Long, String> writers = new HashMap<>();
  private final Map<Long, String> primaries = new HashMap<>();
  private final Map<String, Long> changes = new HashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();
  private final Map<String, NavigableMap<Long, Long>> revisions = new HashMap<>();
  private final Map<String, Op> ops = new HashMap<>();
  private ClusterImage image = ClusterImage.EMPTY;

  /** The image of all that is committed. */
  public ClusterImage image() {
    return image;
  }

  /** The outcome of a command, if it is committed. */
  public Optional<Outcome> outcome(String id) {
    return Optional.ofNullable(outcomes.get(id));
  }

  /** The digest at a revision; null where no such revision was committed. */
  public Digest digest(long revision) {
    return revision == 0 ? ClusterImage.EMPTY.digest() : digests.get(revision);
  }

  /** Notes that a client asks for something. */
  public void asked(Op op) {
    ops.put(op.id, op);
  }

  /** Takes a batch that was committed. */
  public void committed(String writer, Batch batch) {
    List<Event> journal = batch.journal().stream().map(JournalEntry::getEvent).toList();
    require(journal.equals(batch.events()), "journal-and-events-agree", "they differ in a batch");
    Map<String, List<Event>> byChange = new HashMap<>();
    Map<String, ClusterImage> imageBefore = new HashMap<>();
    for (Event event : batch.events()) {
      require(
          event.getRevision() == image.revision() + 1,
          "revisions-have-no-gap",
          "revision %d of %s stands behind %d"
              .formatted(event.getRevision(), writer, image.revision()));
      requireOneWriter(writer, event);
      String change = event.getChangeId();
      if (byChange.containsKey(change)) {
        byChange.get(change).add(event);
      } else {
        requireOnce(event);
        byChange.put(change, new ArrayList<>(List.of(event)));
        imageBefore.put(change, image);
      }
      apply(event);
    }
    for (Outcome outcome : batch.outcomes()) {
      decided(outcome, byChange.remove(outcome.getCommandId()), imageBefore);
    }
    byChange.keySet().forEach(this::requireOwn);
  }

  private void apply(Event event) {
    if (event.getPayload() instanceof PrimaryPromoted next) {
      requireKept(next);
    }
    ClusterDelta delta = new ClusterDelta(image);
    delta.replay(event);
    image = delta.apply();
    digests.put(image.revision(), image.digest());
    String entity = EntityKeys.of(event);
    revisions
        .computeIfAbsent(entity, key -> new TreeMap<>())
        .put(image.revision(), image.entity(entity).map(Entity::revision).orElse(0L));
    long epoch = image.promotion().epoch();
    String primary = image.promotion().primary().orElse("");
    String other = primaries.putIfAbsent(epoch, primary);
    require(
        other == null || other.equals(primary),
        "one-primary-an-epoch",
        "epoch %d is of %s and of %s".formatted(epoch, other, primary));
  }

  /** The histories' clients promote by hand alone; who fails back is the primary by itself. */
  private void requireKept(PrimaryPromoted next) {
    PromotionReason before =
        image.promotion().term().map(PrimaryPromoted::getReason).orElse(PromotionReason.FOUNDING);
    require(
        before != PromotionReason.MANUAL || next.getReason() != PromotionReason.FAILBACK,
        "who-was-promoted-by-hand-stays",
        "%s was promoted by hand, and %s was given the role of it"
            .formatted(next.getPrevious(), next.getNode()));
  }

  private void requireOneWriter(String writer, Event event) {
    if (writer.equals("founding")) {
      return;
    }
    String other = writers.putIfAbsent(event.getEpoch(), writer);
    require(
        other == null || other.equals(writer),
        "one-primary-an-epoch",
        "%s and %s had events accepted in epoch %d".formatted(other, writer, event.getEpoch()));
  }

  private void requireOnce(Event first) {
    Long other = changes.putIfAbsent(first.getChangeId(), first.getRevision());
    require(
        other == null,
        "commands-apply-once",
        "%s at revision %d and again at %d"
            .formatted(first.getChangeId(), other, first.getRevision()));
  }

  private void requireOwn(String change) {
    boolean own =
        change.startsWith("promotion-")
            || change.startsWith("repair-")
            || change.startsWith("found")
            || change.startsWith("setup-");
    require(own, "accepted-changes-have-an-outcome", change + " has events and no outcome");
  }

  private void decided(Outcome outcome, List<Event> events, Map<String, ClusterImage> imageBefore) {
    String id = outcome.getCommandId();
    require(
        outcomes.putIfAbsent(id, outcome) == null, "one-outcome-a-command", id + " has another");
    boolean accepted = outcome.getResult() == OutcomeResult.ACCEPTED;
    require(
        accepted || (events == null && !changes.containsKey(id)),
        "refused-is-never-applied",
        id + " is refused and has events");
    Op op = ops.get(id);
    if (op == null) {
      return;
    }
    require(
        outcome.getRevision() >= op.floor,
        "decided-after-what-was-acknowledged-before",
        "%s is decided at revision %d, though revision %d was known when it was asked"
            .formatted(id, outcome.getRevision(), op.floor));
    if (accepted) {
      accepted(op, outcome, events, imageBefore.get(id));
    } else {
      refused(op, outcome);
    }
  }

  private void accepted(Op op, Outcome outcome, List<Event> events, ClusterImage before) {
    int number = events == null ? 0 : events.size();
    require(
        number == op.steps.size(),
        "changes-are-whole",
        "%s has %d of %d events".formatted(op.id, number, op.steps.size()));
    for (int i = 0; i < number; i++) {
      Op.Step step = op.steps.get(i);
      require(
          asks(step, events.get(i).getPayload()),
          "changes-are-whole",
          "event %d of %s is not what was asked for".formatted(i, op.id));
      if (step.expected() != null) {
        long actual = revision(before, step.key());
        require(
            actual == step.expected(),
            "compare-and-set-compares",
            "%s expected %s at revision %d and was accepted at %d"
                .formatted(op.id, step.key(), step.expected(), actual));
      }
    }
    require(
        number == 0
            || (outcome.getFirstRevision() == events.get(0).getRevision()
                && outcome.getRevision() == events.get(number - 1).getRevision()),
        "outcomes-name-their-revisions",
        op.id + " names others");
  }

  private void refused(Op op, Outcome outcome) {
    String code = outcome.getRefusal().getCode();
    String entity = outcome.getRefusal().getEntity();
    if (code.equals(Codes.CONFLICT)) {
      long actual = outcome.getRefusal().getActualRevision();
      require(
          revisionAt(entity, outcome.getRevision()) == actual
              && op.steps.stream().anyMatch(step -> conflicts(step, entity, actual)),
          "compare-and-set-compares",
          "%s was refused for %s at %d, which it was not".formatted(op.id, entity, actual));
    } else if (code.equals(Codes.NOT_FOUND)) {
      require(
          revisionAt(entity, outcome.getRevision()) == 0,
          "compare-and-set-compares",
          "%s found no %s, which was there".formatted(op.id, entity));
    }
  }

  private static boolean conflicts(Op.Step step, String entity, long actual) {
    return step.expected() != null
        && step.expected() != actual
        && EntityKeys.configuration(step.key(), EntityKeys.SHARED).equals(entity);
  }

  /** Revision that an entity had when the image had one; 0 where it was not there. */
  private long revisionAt(String entity, long revision) {
    NavigableMap<Long, Long> past = revisions.get(entity);
    Map.Entry<Long, Long> there = past == null ? null : past.floorEntry(revision);
    return there == null ? 0 : there.getValue();
  }

  private static boolean asks(Op.Step step, Object payload) {
    if (step.value() == null) {
      return payload instanceof ConfigurationRemoved removed && removed.getKey().equals(step.key());
    }
    return payload instanceof ConfigurationChanged changed
        && changed.getKey().equals(step.key())
        && changed.getValue().equals(step.value());
  }

  /** Revision of a parameter in an image; 0 where it has no value. */
  public static long revision(ClusterImage image, String key) {
    return image
        .entity(EntityKeys.configuration(key, EntityKeys.SHARED))
        .map(Entity::revision)
        .orElse(0L);
  }

  /** Whether the image of all that is committed is what a fresh reader of events makes of them. */
  public void requireSame(String who, ClusterImage other) {
    require(
        other.revision() == image.revision() && other.digest().equals(image.digest()),
        "everybody-converges",
        "%s is at revision %d, the log at %d".formatted(who, other.revision(), image.revision()));
    require(
        Replay.events(other).stream()
            .filter(event -> image.entity(EntityKeys.of(event)).isPresent())
            .toList()
            .equals(live()),
        "everybody-converges",
        who + " has other entities at the same revision");
  }

  private List<Event> live() {
    return Replay.events(image).stream()
        .filter(event -> image.entity(EntityKeys.of(event)).isPresent())
        .toList();
  }

  /** Throws a {@link Violation} unless something holds. */
  public static void require(boolean holds, String invariant, String message) {
    if (!holds) {
      throw new Violation(invariant, message);
    }
  }
}
