package io.lockstep.state.describe;

import io.lockstep.schema.Event;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event in words: what it is about, what happened, and the new state. Nothing in it is secret;
 * "(secret)" stands where something is sealed.
 *
 * @param family kind of the entity: {@code configuration}, {@code certificate}, {@code node}, …
 * @param name of the entity in its family; empty where there is one only, such as the primary
 * @param scope of a parameter, such as {@code shared}; null for what is no parameter
 * @param key the entity's key in the topic {@code events}
 * @param type name of the event's type
 * @param operation what happened, in one word: {@code set}, {@code removed}, {@code joined}, …
 * @param sentence what happened, without who did it and when; long values are shortened
 * @param fields the entity's state after it; what named it where it was removed
 */
public record EventDescription(
    String family,
    String name,
    String scope,
    String key,
    String type,
    String operation,
    String sentence,
    List<Field> fields) {
  /** Describes an event, also one of a type that this version cannot replay. */
  public static EventDescription of(Event event) {
    SpecificRecord payload = (SpecificRecord) event.getPayload();
    EntityName entity = EntityName.of(payload);
    Operations operation = Operations.of(payload);
    return new EventDescription(
        entity.family(),
        entity.name(),
        entity.scope(),
        entity.key(),
        operation.type(),
        operation.word(),
        Sentence.of(entity, operation.word(), payload),
        FlatFields.list(payload));
  }
}
