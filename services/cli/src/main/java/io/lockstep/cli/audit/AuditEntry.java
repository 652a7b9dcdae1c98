package io.lockstep.cli.audit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.describe.EntityName;
import io.lockstep.state.describe.EventDescription;
import io.lockstep.state.describe.OpenFields;
import io.lockstep.state.describe.Summary;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * An entry of the journal as it is shown: nothing in it is secret, and "(secret)" stands where
 * something is sealed. The fields are those of the JSON form.
 *
 * @param time wall clock of the primary that decided it, ISO 8601
 * @param change the command that asked for it
 * @param index place in the change, from 0
 * @param size events in the change
 * @param origin the node that took the command
 * @param type name of the event's type
 * @param value of a parameter, "(secret)" where it is sealed; null for what is no parameter or has
 *     no value
 * @param sealed whether it is a parameter whose value is sealed
 * @param state the new state of the entity, without what is sealed
 * @param summary the same in a few words, for the table alone; null for none
 * @param previousHash lower-case hexadecimal
 * @param hash lower-case hexadecimal
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record AuditEntry(
    long revision,
    String time,
    long epoch,
    String change,
    int index,
    int size,
    String actor,
    String origin,
    String type,
    String entity,
    String value,
    boolean sealed,
    Map<String, Object> state,
    @JsonIgnore String summary,
    String previousHash,
    String hash) {

  static AuditEntry of(JournalEntry entry) {
    Event event = entry.getEvent();
    SpecificRecord payload = (SpecificRecord) event.getPayload();
    EventDescription description = EventDescription.of(event);
    boolean sealed = payload instanceof ConfigurationChanged set && set.getSealed() != null;
    return new AuditEntry(
        entry.getRevision(),
        event.getTime().toString(),
        event.getEpoch(),
        event.getChangeId(),
        event.getChangeIndex(),
        event.getChangeSize(),
        event.getActor(),
        event.getOrigin(),
        description.type(),
        description.key(),
        value(payload, sealed),
        sealed,
        OpenFields.of(payload),
        Summary.of(payload),
        hex(entry.getPreviousHash()),
        hex(entry.getHash()));
  }

  private static String value(SpecificRecord payload, boolean sealed) {
    if (sealed) {
      return OpenFields.SECRET;
    }
    return payload instanceof ConfigurationChanged set ? set.getValue() : null;
  }

  static String entityOf(Event event) {
    return EntityName.of(event.getPayload()).key();
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
