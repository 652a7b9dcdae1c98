package io.lockstep.log.codec;

import io.lockstep.log.LogConnection;
import io.lockstep.schema.topic.TopicContract;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * Codecs of any topics of a cluster, for programs that do not work with those of a node. One for a
 * process; safe for use by many threads.
 */
public final class TopicCodecs implements AutoCloseable {
  private final Schemas schemas;
  private final Map<TopicContract, AvroRecordCodec<SpecificRecord>> codecs =
      new EnumMap<>(TopicContract.class);

  /** Asks nothing of the registry yet. */
  public TopicCodecs(LogConnection connection) {
    schemas = new Schemas(connection);
    for (TopicContract contract : TopicContract.values()) {
      codecs.put(
          contract, new AvroRecordCodec<>(schemas, connection.topic(contract), contract.schema()));
    }
  }

  /**
   * Finds out the schema ids of topics that this process writes; after it, encoding never asks the
   * registry.
   *
   * @throws RegistryUnavailableException as {@link Codecs#prepare()} does
   * @throws SchemaMissingException if the registry answers and does not have a schema
   * @throws SchemaCacheException if the cache cannot be read or written
   */
  public void prepare(Collection<TopicContract> written) {
    written.forEach(contract -> codecs.get(contract).prepare());
  }

  /** Values of a topic, which are of the contract's schema. */
  @SuppressWarnings("unchecked")
  public <T extends SpecificRecord> RecordCodec<T> of(TopicContract contract) {
    return (RecordCodec<T>) codecs.get(contract);
  }

  @Override
  public void close() {
    codecs.values().forEach(AvroRecordCodec::close);
    schemas.close();
  }
}
