package io.lockstep.log.codec;

import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.serde.Default4ByteIdHandler;
import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.apicurio.registry.serde.avro.AvroSerializer;
import io.apicurio.registry.serde.config.IdOption;
import io.apicurio.registry.serde.config.SerdeConfig;
import io.apicurio.registry.serde.kafka.config.KafkaSerdeConfig;
import io.apicurio.registry.serde.strategy.TopicIdStrategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Apicurio's serializer and deserializer for one topic, with our schemas and our errors. */
final class AvroRecordCodec<T extends SpecificRecord> implements RecordCodec<T> {
  private static final byte MAGIC = 0;
  private static final int HEADER_BYTES = 5;

  /**
   * A thread keeps a buffer of so many bytes: to grow one anew copies long records several times.
   */
  private static final int MOST_KEPT = 1024 * 1024;

  private final String topic;
  private final Schema schema;
  private final Schemas schemas;
  private final AvroSerializer<T> serializer;
  private final ThreadLocal<ByteArrayOutputStream> buffers =
      ThreadLocal.withInitial(ByteArrayOutputStream::new);
  private final AvroKafkaDeserializer<T> deserializer;

  /** Of the schemas that were read, whether each is this version's: to compare two takes long. */
  private final Map<Integer, Boolean> own = new ConcurrentHashMap<>();

  AvroRecordCodec(Schemas schemas, String topic, Schema schema) {
    this.topic = topic;
    this.schema = schema;
    this.schemas = schemas;
    Map<String, Object> settings = new HashMap<>();
    settings.put(SerdeConfig.AUTO_REGISTER_ARTIFACT, false);
    settings.put(SerdeConfig.ARTIFACT_RESOLVER_STRATEGY, TopicIdStrategy.class.getName());
    settings.put(SerdeConfig.ID_HANDLER, Default4ByteIdHandler.class.getName());
    settings.put(SerdeConfig.USE_ID, IdOption.contentId.name());
    settings.put(KafkaSerdeConfig.ENABLE_HEADERS, false);
    settings.put(AvroSerdeConfig.USE_SPECIFIC_AVRO_READER, true);
    settings.put(AvroSerdeConfig.AVRO_DATUM_PROVIDER, StrictDatumProvider.class.getName());
    settings.put(StrictDatumProvider.SCHEMA, schema);
    serializer = new AvroSerializer<>(new KeptSchemaResolver<T>(schemas, topic, schema));
    serializer.configure(new SerdeConfig(settings), false);
    deserializer = new AvroKafkaDeserializer<>(new KeptSchemaResolver<T>(schemas, topic, schema));
    deserializer.configure(settings, false);
  }

  /** Finds out the id of the writer's schema. */
  void prepare() {
    schemas.writer(topic, schema);
  }

  @Override
  public byte[] encode(T value) {
    SchemaLookupResult<Schema> writer = schemas.writer(topic, schema);
    ByteArrayOutputStream out = buffers.get();
    out.reset();
    try {
      out.write(MAGIC);
      serializer.getSerdeConfigurer().getIdHandler().writeId(writer.toArtifactReference(), out);
      serializer.serializeData(writer.getParsedSchema(), value, out);
    } catch (IOException e) {
      throw new UncheckedIOException("a buffer in memory has no errors", e);
    }
    byte[] bytes = out.toByteArray();
    if (bytes.length > MOST_KEPT) {
      buffers.remove();
    }
    return bytes;
  }

  @Override
  public T decode(byte[] bytes) throws UnreadableRecordException {
    return decode(bytes, contentId -> {});
  }

  @Override
  public T decodeAtOnce(byte[] bytes) throws UnreadableRecordException {
    return decode(bytes, schemas::requireAtOnce);
  }

  private T decode(byte[] bytes, LongConsumer before) throws UnreadableRecordException {
    if (bytes == null) {
      throw new UnreadableRecordException(
          "no bytes where a " + schema.getName() + " was due", null);
    }
    if (bytes.length <= HEADER_BYTES) {
      throw new UnreadableRecordException(
          bytes.length + " bytes are too few for a " + schema.getName(), null);
    }
    if (bytes[0] != MAGIC) {
      throw new UnreadableRecordException(
          "starts with byte " + bytes[0] + " instead of 0: not in Confluent wire format", null);
    }
    try {
      before.accept(contentId(bytes));
      return deserializer.deserialize(topic, bytes);
    } catch (RegistryUnavailableException | SchemaCacheException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new UnreadableRecordException(
          kind(bytes, e),
          "not a "
              + schema.getName()
              + " that this version reads (schema content id "
              + Integer.toUnsignedString(contentId(bytes))
              + "): "
              + reason(e),
          e);
    }
  }

  @Override
  public ByteBuffer encoding(byte[] bytes) {
    return own.computeIfAbsent(contentId(bytes), id -> written(bytes).equals(schema))
        ? ByteBuffer.wrap(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES)
        : null;
  }

  private static int contentId(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt(1);
  }

  private Schema written(byte[] bytes) {
    return schemas.byContentId(contentId(bytes)).getParsedSchema().getParsedSchema();
  }

  /**
   * A kind of thing that the reader does not have shows where the schemas are resolved, which is
   * where the writer's is another one: with the reader's own nothing is unknown.
   */
  private UnreadableRecordException.Kind kind(byte[] bytes, RuntimeException error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof AvroTypeException) {
        return written(bytes).equals(schema)
            ? UnreadableRecordException.Kind.DAMAGED
            : UnreadableRecordException.Kind.NEWER;
      }
    }
    return UnreadableRecordException.Kind.DAMAGED;
  }

  private static String reason(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  void close() {
    serializer.close();
    deserializer.close();
  }
}
