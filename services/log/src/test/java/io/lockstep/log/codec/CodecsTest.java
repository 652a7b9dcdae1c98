package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.Samples;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TopicContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codecs with a registry that is down and a cache that knows the schemas. */
class CodecsTest {
  private static final Event EVENT = Samples.event(7, "Cluster.mode", "active/active — ä");

  @TempDir Path directory;
  private LogConnection connection;
  private SchemaCache cache;
  private Codecs codecs;

  @BeforeEach
  void keepSchemas() {
    connection =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            URI.create("http://127.0.0.1:9/apis/registry/v3"),
            directory.resolve("schemas"),
            Map.of());
    cache = new SchemaCache(connection.schemaCache());
    for (TopicContract contract : TopicContract.values()) {
      long id = contentId(contract);
      cache.put(id, contract.schema().toString());
      cache.putWriter(connection.topic(contract), contract.schema(), id);
    }
    codecs = new Codecs(connection);
  }

  private static int contentId(TopicContract contract) {
    return 1 + List.of(TopicContract.values()).indexOf(contract);
  }

  @AfterEach
  void close() {
    codecs.close();
  }

  @Test
  void writesAndReadsWithTheRegistryDown() throws Exception {
    codecs.prepare();

    Event read = codecs.events().decode(codecs.events().encode(EVENT));

    assertThat(read).isEqualTo(EVENT);
  }

  @Test
  void writesConfluentWireFormat() {
    byte[] bytes = codecs.events().encode(EVENT);

    ByteBuffer header = ByteBuffer.wrap(bytes);
    assertThat(header.get()).isZero();
    assertThat(header.getInt()).isEqualTo(contentId(TopicContract.EVENTS));
  }

  @Test
  void refusesToStartWhereNeitherRegistryNorCacheKnowTheSchemas() throws IOException {
    LogConnection first =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            connection.registry(),
            Files.createDirectory(directory.resolve("empty")),
            Map.of());
    try (Codecs fresh = new Codecs(first)) {
      assertThatThrownBy(fresh::prepare)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining("http://127.0.0.1:9/apis/registry/v3")
          .hasMessageContaining("lockstep.east.events")
          .hasMessageContaining("registry.url");
    }
  }

  @Test
  void tellsARecordOfAnUnseenSchemaFromAnUnreadableOne() {
    byte[] bytes = codecs.events().encode(EVENT);
    ByteBuffer.wrap(bytes).putInt(1, 99);

    assertThatThrownBy(() -> codecs.events().decode(bytes))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("content id 99");
  }

  @Test
  void refusesBytesAfterTheRecord() {
    byte[] bytes = codecs.events().encode(EVENT);

    assertThatThrownBy(() -> codecs.events().decode(Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("bytes after the record");
  }

  @Test
  void refusesATornRecord() {
    byte[] bytes = codecs.events().encode(EVENT);

    for (int length = 0; length < bytes.length; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> codecs.events().decode(torn))
          .as("the first %d of %d bytes", length, bytes.length)
          .isInstanceOf(UnreadableRecordException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"revision\": 7}", "plain text"})
  void refusesAnotherFormat(String text) {
    assertThatThrownBy(() -> codecs.events().decode(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("not in Confluent wire format");
  }

  @Test
  void refusesATypeOfEventThatItDoesNotKnow() {
    Schema later = withPayload("{\"type\":\"record\",\"name\":\"MoonLanded\",\"fields\":[]}");
    cache.put(50, later.toString());
    GenericRecord event = generic(later);
    event.put("payload", new GenericData.Record(payload(later, "io.lockstep.schema.MoonLanded")));

    assertThatThrownBy(() -> codecs.events().decode(encode(50, event)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("MoonLanded")
        .hasMessageContaining("content id 50");
  }

  @Test
  void readsRecordsOfSeveralVersionsOfASchemaAsTheyCome() throws Exception {
    Schema later =
        new Schema.Parser()
            .parse(
                Event.getClassSchema()
                    .toString()
                    .replaceFirst(
                        "\\{\"name\":\"cluster\"",
                        "{\"name\":\"added\",\"type\":\"string\",\"default\":\"\"},"
                            + "{\"name\":\"cluster\""));
    cache.put(51, later.toString());
    GenericRecord event = generic(later);
    event.put("added", "by a later version");
    byte[] present = codecs.events().encode(EVENT);

    assertThat(codecs.events().decode(present)).isEqualTo(EVENT);
    assertThat(codecs.events().decode(encode(51, event))).isEqualTo(EVENT);
    assertThat(codecs.events().decode(present)).isEqualTo(EVENT);
  }

  private static Schema withPayload(String type) {
    String text = Event.getClassSchema().toString();
    int extension = text.indexOf("{\"type\":\"record\",\"name\":\"Extension\"");
    return new Schema.Parser()
        .parse(text.substring(0, extension) + type + "," + text.substring(extension));
  }

  private static Schema payload(Schema event, String name) {
    return event.getField("payload").schema().getTypes().stream()
        .filter(type -> type.getFullName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** {@link #EVENT} as a record of another version's schema. */
  private static GenericRecord generic(Schema schema) {
    GenericRecord record = new GenericData.Record(schema);
    for (Schema.Field field : Event.getClassSchema().getFields()) {
      record.put(field.name(), EVENT.get(field.pos()));
    }
    record.put("time", EVENT.getTime().toEpochMilli());
    GenericRecord payload =
        new GenericData.Record(payload(schema, "io.lockstep.schema.ConfigurationChanged"));
    payload.put("key", "Cluster.mode");
    payload.put("scope", "shared");
    payload.put("value", "active/active — ä");
    record.put("payload", payload);
    return record;
  }

  private static byte[] encode(int contentId, GenericRecord record) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(0);
      out.write(ByteBuffer.allocate(4).putInt(contentId).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
      encoder.flush();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
