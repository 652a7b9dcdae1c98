package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.node.past.PastPage;
import io.lockstep.node.past.PastState;
import io.lockstep.node.past.Reverts;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.describe.EntityChange;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.describe.EventDescription;
import io.lockstep.state.describe.OpenFields;
import io.lockstep.state.image.Entity;
import io.lockstep.state.revert.NotReverted;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** What the API answers of the past. Nothing in it is secret; "(secret)" stands there. */
final class PastAnswers {
  private PastAnswers() {}

  /** A field of an entity. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FieldAnswer(String name, String value) {}

  /**
   * An entry of the journal.
   *
   * @param command id of the command that asked for it; what it changed at once has the same
   * @param index place in the change, from 0
   * @param size events of the change
   * @param name of the entity in its family; empty where there is one only
   * @param scope of a parameter; null for what is no parameter
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Entry(
      long revision,
      String time,
      String actor,
      String origin,
      String command,
      int index,
      int size,
      String family,
      String name,
      String scope,
      String operation,
      String sentence,
      List<FieldAnswer> fields) {
    static Entry of(JournalEntry entry) {
      Event event = entry.getEvent();
      EventDescription description = EventDescription.of(event);
      return new Entry(
          event.getRevision(),
          event.getTime().toString(),
          event.getActor(),
          event.getOrigin(),
          event.getChangeId(),
          event.getChangeIndex(),
          event.getChangeSize(),
          description.family(),
          description.name(),
          description.scope(),
          description.operation(),
          description.sentence(),
          description.fields().stream()
              .map(field -> new FieldAnswer(field.name(), field.value()))
              .toList());
    }
  }

  /**
   * Entries, newest first.
   *
   * @param next what to give as {@code to} for the older ones; null where there are none
   * @param begins revision with which the journal begins: above 1 where older records were deleted
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Audit(List<Entry> entries, Long next, long begins) {
    static Audit of(PastPage page) {
      return new Audit(page.entries().stream().map(Entry::of).toList(), page.next(), page.begins());
    }
  }

  /** A value that a parameter had; null where it was removed, or is secret. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PastValue(
      long revision,
      String time,
      String actor,
      String origin,
      String operation,
      String value,
      boolean secret) {
    static PastValue of(JournalEntry entry) {
      Event event = entry.getEvent();
      ConfigurationChanged set =
          event.getPayload() instanceof ConfigurationChanged changed ? changed : null;
      boolean secret = set != null && set.getSealed() != null;
      return new PastValue(
          event.getRevision(),
          event.getTime().toString(),
          event.getActor(),
          event.getOrigin(),
          set == null ? "removed" : "set",
          set == null || secret ? null : set.getValue(),
          secret);
    }
  }

  /** The values of a parameter, newest first. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record History(String key, String scope, List<PastValue> items, Long next, long begins) {
    static History of(String key, String scope, PastPage page) {
      return new History(
          key,
          scope,
          page.entries().stream().map(PastValue::of).toList(),
          page.next(),
          page.begins());
    }
  }

  /** An entity in a state. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record PastEntity(
      String family, String name, String scope, long revision, Map<String, Object> fields) {
    static PastEntity of(Entity entity) {
      SpecificRecord payload = (SpecificRecord) entity.event().getPayload();
      EntityName name = EntityName.of(payload);
      return new PastEntity(
          name.family(),
          name.name(),
          name.scope(),
          entity.revision(),
          OpenFields.ofEntity(payload));
    }
  }

  /** The state of the cluster behind a change. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record WholeState(long revision, String time, String digest, List<PastEntity> entities) {
    static WholeState of(PastState state) {
      List<Entity> entities = new ArrayList<>();
      state.image().forEach(entities::add);
      entities.sort((one, other) -> one.key().compareTo(other.key()));
      return new WholeState(
          state.image().revision(),
          state.time() == null ? null : state.time().toString(),
          state.image().digest().hex(),
          entities.stream().map(PastEntity::of).toList());
    }
  }

  /** What became of a field. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record FieldDifference(String name, String before, String after) {}

  /** What became of an entity: {@code added}, {@code changed} or {@code removed}. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Difference(
      String family, String name, String scope, String operation, List<FieldDifference> fields) {
    static Difference of(EntityChange change) {
      return new Difference(
          change.entity().family(),
          change.entity().name(),
          change.entity().scope(),
          change.operation(),
          change.fields().stream()
              .map(field -> new FieldDifference(field.name(), field.before(), field.after()))
              .toList());
    }
  }

  /** What differs between two states. */
  @Serdeable
  record Differences(long from, long to, List<Difference> changes) {}

  /** What differs and cannot be taken back. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record NotRevertible(String family, String name, String scope, String why) {
    static NotRevertible of(NotReverted left) {
      return new NotRevertible(
          left.entity().family(), left.entity().name(), left.entity().scope(), left.why());
    }
  }

  /** What was changed again since; {@code revision} 0 where it is gone since. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Overwritten(String family, String name, String scope, long revision, String actor) {
    static Overwritten of(Reverts.Overwritten later) {
      return new Overwritten(
          later.entity().family(),
          later.entity().name(),
          later.entity().scope(),
          later.revision(),
          later.actor());
    }
  }

  /** What a way back would do. */
  @Serdeable
  record RevertPlanned(
      long head,
      List<Difference> changes,
      List<NotRevertible> notRevertible,
      List<Overwritten> overwritten) {}

  /** What a way back did; without a command where nothing differed. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Reverted(
      String commandId,
      Long firstRevision,
      long revision,
      List<Difference> changes,
      List<NotRevertible> notRevertible) {}
}
