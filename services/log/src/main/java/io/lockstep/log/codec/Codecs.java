package io.lockstep.log.codec;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.Command;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.topic.TopicContract;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The codecs of a cluster's topics. One for a process; safe for use by many threads. */
public final class Codecs implements AutoCloseable {
  private final Schemas schemas;
  private final AvroRecordCodec<Event> events;
  private final AvroRecordCodec<JournalEntry> journal;
  private final AvroRecordCodec<Command> commands;
  private final AvroRecordCodec<Outcome> outcomes;
  private final AvroRecordCodec<ContentChunk> content;
  private final AvroRecordCodec<NodeReport> reports;

  /** Asks nothing of the registry yet. */
  public Codecs(LogConnection connection) {
    schemas = new Schemas(connection);
    events = codec(connection, TopicContract.EVENTS);
    journal = codec(connection, TopicContract.JOURNAL);
    commands = codec(connection, TopicContract.COMMANDS);
    outcomes = codec(connection, TopicContract.OUTCOMES);
    content = codec(connection, TopicContract.CONTENT);
    reports = codec(connection, TopicContract.NODE_REPORTS);
  }

  private <T extends SpecificRecord> AvroRecordCodec<T> codec(
      LogConnection connection, TopicContract contract) {
    return new AvroRecordCodec<>(schemas, connection.topic(contract), contract.schema());
  }

  /**
   * Finds out the schema ids that this process writes with: from the registry, or, while it does
   * not answer, from the schema cache. After it, encoding never asks the registry.
   *
   * @throws RegistryUnavailableException if the registry does not answer and the cache does not
   *     know an id, as on a first start
   * @throws SchemaMissingException if the registry answers and does not have a schema
   * @throws SchemaCacheException if the cache cannot be read or written, or belongs to another
   *     registry
   */
  public void prepare() {
    List.of(events, journal, commands, outcomes, content, reports)
        .forEach(AvroRecordCodec::prepare);
  }

  /** Values of {@link TopicContract#EVENTS}. */
  public RecordCodec<Event> events() {
    return events;
  }

  /** Values of {@link TopicContract#JOURNAL}. */
  public RecordCodec<JournalEntry> journal() {
    return journal;
  }

  /** Values of {@link TopicContract#COMMANDS}. */
  public RecordCodec<Command> commands() {
    return commands;
  }

  /** Values of {@link TopicContract#OUTCOMES}. */
  public RecordCodec<Outcome> outcomes() {
    return outcomes;
  }

  /** Values of {@link TopicContract#CONTENT}. */
  public RecordCodec<ContentChunk> content() {
    return content;
  }

  /** Values of {@link TopicContract#NODE_REPORTS}. */
  public RecordCodec<NodeReport> reports() {
    return reports;
  }

  /**
   * Whether the schema with a content id is this one but for its texts, so that its records have
   * the same bytes.
   *
   * @throws RegistryUnavailableException if it was never seen and the registry does not answer
   */
  public boolean isSchema(long contentId, Schema schema) {
    try {
      return schemas.byContentId(contentId).getParsedSchema().getParsedSchema().equals(schema);
    } catch (SchemaMissingException e) {
      return false;
    }
  }

  @Override
  public void close() {
    List.of(events, journal, commands, outcomes, content, reports).forEach(AvroRecordCodec::close);
    schemas.close();
  }
}
