package io.lockstep.log.codec;

import java.nio.ByteBuffer;

/**
 * Turns records of one topic into bytes and back, in Confluent wire format (a zero byte, the
 * schema's content id in four bytes, Avro). Safe for use by many threads.
 *
 * @param <T> the record type of the topic
 */
public interface RecordCodec<T> {
  /**
   * Bytes of a record.
   *
   * @throws RegistryUnavailableException if the writer's schema id is not known yet and cannot be
   *     asked for; never after {@link Codecs#prepare()}
   * @throws SchemaMissingException if the registry does not have the writer's schema
   */
  byte[] encode(T value);

  /**
   * The record that the bytes are.
   *
   * @throws UnreadableRecordException if they are not a record that this version can read: trying
   *     again does not help
   * @throws RegistryUnavailableException if they are of a schema that was never seen and the
   *     registry does not answer: try again
   */
  T decode(byte[] bytes) throws UnreadableRecordException;

  /**
   * As {@link #decode}, for whoever must not stand still: waits 200 ms at most for a schema that
   * was never seen, and does not ask for one again for 5 s after it was refused.
   */
  T decodeAtOnce(byte[] bytes) throws UnreadableRecordException;

  /**
   * The Avro encoding in the bytes of a record that was decoded, a view; null unless it was written
   * with the very schema that this version has.
   */
  default ByteBuffer encoding(byte[] bytes) {
    return null;
  }
}
