package io.lockstep.log.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.fuzz.KeptSchemas;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.replay.JournalChain;
import java.nio.ByteBuffer;

/** The journal's own parser, which audits go by, against Avro's reader, which the nodes go by. */
class EntriesFuzzTest {

  /** Not loaded before the first input: the fuzzer would see nothing of it. */
  private static final class Lazily {
    static {
      TrustedRecords.declare();
    }

    static final RecordCodec<JournalEntry> CODEC =
        new TopicCodecs(KeptSchemas.connection()).of(TopicContract.JOURNAL);
  }

  /** An input is an entry's Avro, without the header. */
  @FuzzTest
  void bothReadersAgree(byte[] input) {
    byte[] record =
        ByteBuffer.allocate(EntryParser.HEADER_BYTES + input.length)
            .put((byte) 0)
            .putInt(KeptSchemas.contentId(TopicContract.JOURNAL))
            .put(input)
            .array();
    EncodedEntry parsed = parsed(record);
    JournalEntry decoded = decoded(record);
    if (parsed == null) {
      return; // the audit asks the other one
    }
    assertThat(decoded).as("what the audit takes, a node can read").isNotNull();
    Event event = decoded.getEvent();
    assertThat(parsed.revision).isEqualTo(decoded.getRevision());
    assertThat(parsed.eventRevision).isEqualTo(event.getRevision());
    assertThat(parsed.text(parsed.changeId)).isEqualTo(event.getChangeId());
    assertThat(parsed.changeIndex).isEqualTo(event.getChangeIndex());
    assertThat(parsed.text(parsed.origin)).isEqualTo(event.getOrigin());
    assertThat(parsed.text(parsed.actor)).isEqualTo(event.getActor());
    assertThat(EntryParser.payloadType(parsed.payload))
        .isEqualTo(event.getPayload().getClass().getSimpleName());
    assertThat(parsed.macVersion()).isEqualTo(event.getMacVersion());
    assertThat(ByteBuffer.wrap(record, parsed.hash, JournalChain.HASH_BYTES))
        .isEqualTo(decoded.getHash());
  }

  private static EncodedEntry parsed(byte[] record) {
    try {
      return new EntryParser().parse(record);
    } catch (Cursor.MalformedException e) {
      return null;
    }
  }

  private static JournalEntry decoded(byte[] record) {
    try {
      return Lazily.CODEC.decode(record);
    } catch (UnreadableRecordException e) {
      return null;
    }
  }
}
