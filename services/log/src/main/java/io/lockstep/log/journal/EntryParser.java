package io.lockstep.log.journal;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.replay.JournalChain;
import java.util.List;
import org.apache.avro.Schema;

/** Finds the fields of entries in records of this version's schema. Used by one thread. */
final class EntryParser {
  /** A zero byte and the schema's content id. */
  static final int HEADER_BYTES = 5;

  private static final List<Schema> PAYLOADS =
      Event.getClassSchema().getField("payload").schema().getTypes();
  private static final Skipper[] SKIPPERS =
      PAYLOADS.stream().map(Skipper::of).toArray(Skipper[]::new);

  static {
    // What parse() relies on; a schema that grows changes both.
    requireFields(JournalEntry.getClassSchema(), "revision previousHash hash event");
    requireFields(
        Event.getClassSchema(),
        "cluster revision epoch changeId changeIndex changeSize time origin actor formatLevel"
            + " payload digest macVersion mac");
  }

  private final Cursor cursor = new Cursor();
  long revision;
  int previousHash;
  int hash;
  int event;
  long eventRevision;
  int changeId;
  int changeIndex;
  int origin;
  int actor;
  int payload;
  int macVersion;
  int mac;

  /**
   * The fields' places.
   *
   * @throws Cursor.MalformedException if it is no entry, has hashes of another length, or bytes
   *     behind it
   */
  EncodedEntry parse(byte[] record) {
    cursor.reset(record, HEADER_BYTES);
    revision = cursor.readLong();
    previousHash = hash();
    hash = hash();
    event = cursor.at();
    text();
    eventRevision = cursor.readLong();
    cursor.readLong();
    changeId = text();
    changeIndex = cursor.readInt();
    cursor.readInt();
    cursor.readLong();
    origin = text();
    actor = text();
    cursor.readInt();
    payload = cursor.readIndex(SKIPPERS.length);
    SKIPPERS[payload].skip(cursor);
    optionalBytes();
    macVersion = cursor.readInt();
    mac = cursor.at();
    optionalBytes();
    if (!cursor.isAtEnd()) {
      throw new Cursor.MalformedException();
    }
    return new EncodedEntry(record, this);
  }

  /** Name of the payload's type by its index. */
  static String payloadType(int index) {
    return PAYLOADS.get(index).getName();
  }

  private int hash() {
    if (cursor.readLength() != JournalChain.HASH_BYTES) {
      throw new Cursor.MalformedException();
    }
    int at = cursor.at();
    cursor.skip(JournalChain.HASH_BYTES);
    return at;
  }

  private int text() {
    int at = cursor.at();
    cursor.skip(cursor.readLength());
    return at;
  }

  private void optionalBytes() {
    if (cursor.readIndex(2) == 1) {
      cursor.skip(cursor.readLength());
    }
  }

  private static void requireFields(Schema schema, String names) {
    String actual = String.join(" ", schema.getFields().stream().map(Schema.Field::name).toList());
    if (!actual.equals(names)) {
      throw new IllegalStateException(
          schema.getName() + " has the fields " + actual + ", the parser knows " + names);
    }
  }
}
