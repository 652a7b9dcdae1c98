package io.lockstep.status.streams;

import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.serde.TopicSerdes;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The values of the topics as all of Lockstep writes them: Confluent's wire format. Where no status
 * rests on a record, its schema is not waited for.
 */
final class LogSerdes implements TopicSerdes {
  private final TopicCodecs codecs;

  LogSerdes(TopicCodecs codecs) {
    this.codecs = codecs;
  }

  @Override
  public <T extends SpecificRecord> Serde<T> of(TopicContract contract) {
    RecordCodec<T> codec = codecs.of(contract);
    Serializer<T> serializer = (topic, value) -> value == null ? null : codec.encode(value);
    Deserializer<T> deserializer = (topic, bytes) -> decode(codec, contract, topic, bytes);
    return Serdes.serdeFrom(serializer, deserializer);
  }

  private static <T> T decode(
      RecordCodec<T> codec, TopicContract contract, String topic, byte[] bytes) {
    if (bytes == null) {
      return null;
    }
    try {
      return UnreadableRecords.mayBeMissed(contract)
          ? codec.decodeAtOnce(bytes)
          : codec.decode(bytes);
    } catch (UnreadableRecordException e) {
      throw new SerializationException("record of " + topic + " is " + e.getMessage(), e);
    }
  }
}
