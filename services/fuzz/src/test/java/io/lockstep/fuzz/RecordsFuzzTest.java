package io.lockstep.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.image.CanonicalEncoder;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/** Records of every topic, which anybody may have written who reaches the brokers. */
class RecordsFuzzTest {
  private static final int HEADER_BYTES = 5;
  private static final TopicContract[] TOPICS = TopicContract.values();

  /** Not loaded before the first input: the fuzzer would see nothing of it. */
  private static final class Lazily {
    static {
      TrustedRecords.declare();
    }

    static final TopicCodecs CODECS = new TopicCodecs(KeptSchemas.connection());
  }

  /** The first byte names the topic; the rest is the record's Avro. */
  @FuzzTest
  void readsOrRefuses(byte[] input) {
    if (input.length == 0) {
      return;
    }
    TopicContract topic = TOPICS[Math.floorMod(input[0], TOPICS.length)];
    byte[] record =
        ByteBuffer.allocate(HEADER_BYTES + input.length - 1)
            .put((byte) 0)
            .putInt(KeptSchemas.contentId(topic))
            .put(input, 1, input.length - 1)
            .array();
    RecordCodec<SpecificRecord> codec = Lazily.CODECS.of(topic);
    SpecificRecord value;
    try {
      value = codec.decode(record);
    } catch (UnreadableRecordException e) {
      assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(4096 + 8 * input.length);
      return;
    }
    byte[] again = new CanonicalEncoder(topic.schema()).encode(value);
    byte[] canonical =
        ByteBuffer.allocate(HEADER_BYTES + again.length)
            .put(record, 0, HEADER_BYTES)
            .put(again)
            .array();
    assertThat(decoded(codec, canonical)).isEqualTo(value);
  }

  private static SpecificRecord decoded(RecordCodec<SpecificRecord> codec, byte[] record) {
    try {
      return codec.decode(record);
    } catch (UnreadableRecordException e) {
      throw new AssertionError("cannot read what was written", e);
    }
  }
}
