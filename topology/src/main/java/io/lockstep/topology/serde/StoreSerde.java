package io.lockstep.topology.serde;

import io.lockstep.schema.topic.TrustedRecords;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Values of stores and their changelogs, as Avro's single-object encoding: they carry the
 * fingerprint of their schema and need no registry.
 */
public final class StoreSerde {
  static {
    TrustedRecords.declare();
  }

  private StoreSerde() {}

  /** A serde of a record type. Safe for use by many threads. */
  public static <T extends SpecificRecord> Serde<T> of(Class<T> type) {
    SpecificData data = SpecificData.getForClass(type);
    BinaryMessageEncoder<T> encoder = new BinaryMessageEncoder<>(data, data.getSchema(type));
    BinaryMessageDecoder<T> decoder = new BinaryMessageDecoder<>(data, data.getSchema(type));
    EarlierSchemas.of(type).forEach(decoder::addSchema);
    Serializer<T> serializer = (topic, value) -> encode(encoder, value);
    Deserializer<T> deserializer = (topic, bytes) -> decode(topic, decoder, bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static <T> byte[] encode(BinaryMessageEncoder<T> encoder, T value) {
    if (value == null) {
      return null;
    }
    try {
      ByteBuffer buffer = encoder.encode(value);
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new SerializationException("value of a store could not be encoded: " + e, e);
    }
  }

  private static <T> T decode(String topic, BinaryMessageDecoder<T> decoder, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return decoder.decode(bytes);
    } catch (IOException | AvroRuntimeException e) {
      throw new SerializationException(
          "value in "
              + topic
              + " is of a schema that this version does not know; run the version of the status"
              + " application that wrote it, or a later one: "
              + e,
          e);
    }
  }
}
