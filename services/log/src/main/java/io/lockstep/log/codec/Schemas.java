package io.lockstep.log.codec;

import io.apicurio.registry.resolver.ParsedSchema;
import io.apicurio.registry.resolver.ParsedSchemaImpl;
import io.apicurio.registry.resolver.SchemaLookupResult;
import io.lockstep.log.LogConnection;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where schemas come from: memory, then disk, then the registry; what the registry gives is kept.
 * For a writer's schema the registry is asked first, once a process, so that a registry that was
 * replaced is found out.
 */
final class Schemas implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Schemas.class);

  private final LogConnection connection;
  private final SchemaCache cache;
  private final SchemaRegistry registry;
  private final SchemaInquiries inquiries;
  private final Map<Long, SchemaLookupResult<Schema>> byContentId = new ConcurrentHashMap<>();
  private final Map<String, SchemaLookupResult<Schema>> writers = new ConcurrentHashMap<>();

  Schemas(LogConnection connection) {
    this.connection = connection;
    this.cache = new SchemaCache(connection.schemaCache());
    this.registry = new SchemaRegistry(connection);
    this.inquiries =
        new SchemaInquiries(connection.registry(), this::byContentId, System::nanoTime);
  }

  /** The schema that records with this content id were written with. */
  SchemaLookupResult<Schema> byContentId(long contentId) {
    SchemaLookupResult<Schema> known = byContentId.get(contentId);
    if (known != null) {
      return known;
    }
    String text = kept(contentId);
    if (text == null) {
      Optional<String> answer = registry.schema(contentId);
      if (answer.isEmpty()) {
        throw new SchemaMissingException(
            "the registry at "
                + connection.registry()
                + " has no schema with content id "
                + contentId,
            null);
      }
      text = answer.get();
      parse(contentId, text);
      keep(contentId, text);
    }
    SchemaLookupResult<Schema> found = result(contentId, parse(contentId, text), text);
    byContentId.put(contentId, found);
    return found;
  }

  /**
   * Sees to it that {@link #byContentId} need not ask the registry, which may take seconds.
   *
   * @throws RegistryUnavailableException if the registry has to be asked and does not answer soon
   * @throws SchemaMissingException if it has no such schema
   */
  void requireAtOnce(long contentId) {
    if (!byContentId.containsKey(contentId) && kept(contentId) == null) {
      inquiries.require(contentId);
    }
  }

  private String kept(long contentId) {
    try {
      return cache.schema(contentId).orElse(null);
    } catch (SchemaCacheException e) {
      LOG.warn(
          "Schema asked of the registry instead contentId={} reason={}", contentId, e.getMessage());
      return null;
    }
  }

  /** A full disk must not keep a node from reading what the registry gave. */
  private void keep(long contentId, String text) {
    try {
      cache.put(contentId, text);
      LOG.info("Schema kept on disk contentId={}", contentId);
    } catch (SchemaCacheException e) {
      LOG.warn("Schema not kept on disk contentId={} reason={}", contentId, e.getMessage());
    }
  }

  /** The writer's schema of a topic, with the content id that it is registered under. */
  SchemaLookupResult<Schema> writer(String topic, Schema schema) {
    SchemaLookupResult<Schema> known = writers.get(topic);
    if (known != null) {
      return known;
    }
    long contentId = writerId(topic, schema);
    SchemaLookupResult<Schema> found = result(contentId, schema, schema.toString());
    writers.put(topic, found);
    return found;
  }

  private long writerId(String topic, Schema schema) {
    String text = schema.toString();
    Optional<Long> answer;
    try {
      answer = registry.contentId(topic, text);
    } catch (RegistryUnavailableException e) {
      OptionalLong kept = cache.writer(topic, schema);
      if (kept.isEmpty()) {
        throw e;
      }
      LOG.warn(
          "Registry does not answer, writing with the schema id kept on disk topic={} contentId={}",
          topic,
          kept.getAsLong());
      return kept.getAsLong();
    }
    if (answer.isEmpty()) {
      throw new SchemaMissingException(
          "The registry at "
              + connection.registry()
              + " does not have this version's schema "
              + schema.getFullName()
              + " of topic "
              + topic
              + ": run 'lockstep topics provision'",
          null);
    }
    cache.put(answer.get(), text);
    cache.putWriter(topic, schema, answer.get());
    return answer.get();
  }

  private static Schema parse(long contentId, String text) {
    try {
      return new Schema.Parser().parse(text);
    } catch (SchemaParseException e) {
      throw new SchemaMissingException(
          "content id " + contentId + " is not an Avro schema: " + e.getMessage(), e);
    }
  }

  private static SchemaLookupResult<Schema> result(long contentId, Schema schema, String text) {
    ParsedSchema<Schema> parsed =
        new ParsedSchemaImpl<Schema>()
            .setParsedSchema(schema)
            .setRawSchema(text.getBytes(StandardCharsets.UTF_8));
    return SchemaLookupResult.<Schema>builder().contentId(contentId).parsedSchema(parsed).build();
  }

  @Override
  public void close() {
    inquiries.close();
    registry.close();
  }
}
