package io.lockstep.cli.others;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.log.testing.LogReader;
import io.lockstep.schema.topic.TopicContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.io.JsonEncoder;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record, decoded.
 *
 * @param type full name of its schema; null of a tombstone
 * @param value in Avro's own JSON; JSON's null of a tombstone
 */
record Decoded(String topic, long offset, String key, String type, JsonNode value) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What another client wrote of a record. */
  static Decoded parse(String line) {
    try {
      JsonNode record = JSON.readTree(line);
      return new Decoded(
          record.get("topic").asText(),
          record.get("offset").asLong(),
          record.get("key").asText(),
          record.path("type").textValue(),
          record.get("value"));
    } catch (IOException e) {
      throw new IllegalArgumentException("not a record in JSON: " + line, e);
    }
  }

  /** Every committed record of a topic, as Lockstep itself reads it. */
  static List<Decoded> byLockstep(
      LogConnection connection, TopicCodecs codecs, TopicContract contract)
      throws IOException, UnreadableRecordException {
    List<Decoded> records = new ArrayList<>();
    String topic = connection.topic(contract);
    for (ConsumerRecord<String, byte[]> record :
        LogReader.committed(connection.bootstrapServers(), topic)) {
      SpecificRecord value =
          record.value() == null ? null : codecs.of(contract).decode(record.value());
      records.add(
          new Decoded(
              topic,
              record.offset(),
              record.key(),
              value == null ? null : value.getSchema().getFullName(),
              json(value)));
    }
    return records;
  }

  private static JsonNode json(SpecificRecord value) throws IOException {
    if (value == null) {
      return JSON.nullNode();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonEncoder encoder = EncoderFactory.get().jsonEncoder(value.getSchema(), bytes);
    new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    // Twice the same reader, so that numbers are of the same Java types.
    return JSON.readTree(bytes.toByteArray());
  }
}
