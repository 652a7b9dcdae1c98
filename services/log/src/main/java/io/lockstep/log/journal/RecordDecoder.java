package io.lockstep.log.journal;

import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.JournalEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Makes journal records of Kafka's. Safe for use by many threads. */
final class RecordDecoder {
  /** A zero byte and the schema's content id. */
  private static final int HEADER_BYTES = 5;

  private final RecordCodec<JournalEntry> codec;

  RecordDecoder(RecordCodec<JournalEntry> codec) {
    this.codec = codec;
  }

  /**
   * The record, readable or not.
   *
   * @throws io.lockstep.log.codec.RegistryUnavailableException if its schema was never seen and the
   *     registry does not answer
   */
  JournalRecord decode(ConsumerRecord<byte[], byte[]> record) {
    String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
    try {
      JournalEntry entry = codec.decode(record.value());
      return new JournalRecord(record.offset(), key, entry, event(record.value()), null);
    } catch (UnreadableRecordException e) {
      return new JournalRecord(record.offset(), key, null, null, e.getMessage());
    }
  }

  /** The event is the last field of the entry, so its encoding is the rest of the record. */
  private static ByteBuffer event(byte[] value) throws UnreadableRecordException {
    try {
      BinaryDecoder decoder =
          DecoderFactory.get()
              .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
      decoder.readLong();
      decoder.skipBytes();
      decoder.skipBytes();
      int rest = decoder.inputStream().available();
      return ByteBuffer.wrap(value, value.length - rest, rest);
    } catch (IOException e) {
      throw new UnreadableRecordException("its fields end too early: " + e.getMessage(), e);
    }
  }
}
