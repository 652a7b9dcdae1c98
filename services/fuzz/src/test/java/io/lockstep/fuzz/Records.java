package io.lockstep.fuzz;

import io.lockstep.schema.topic.TopicContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.util.RandomData;

/** Records to begin with, of every topic and most of their kinds. */
final class Records {
  private static final int OF_EACH = 6;

  private Records() {}

  /** The index of the topic in one byte, and a record's Avro. */
  static Stream<byte[]> all() {
    return Arrays.stream(TopicContract.values())
        .flatMap(topic -> of(topic.schema()).map(avro -> behind((byte) topic.ordinal(), avro)));
  }

  /** Records of a schema in Avro's binary form; the same at every call. */
  private static Stream<byte[]> of(Schema schema) {
    return StreamSupport.stream(new RandomData(schema, OF_EACH, 1).spliterator(), false)
        .map(datum -> encoded(schema, datum));
  }

  private static byte[] encoded(Schema schema, Object datum) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<>(schema).write(datum, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never: the stream is in memory
    }
  }

  private static byte[] behind(byte first, byte[] rest) {
    byte[] bytes = new byte[1 + rest.length];
    bytes[0] = first;
    System.arraycopy(rest, 0, bytes, 1, rest.length);
    return bytes;
  }
}
