package io.lockstep.log.codec;

import io.apicurio.registry.resolver.SchemaLookupResult;
import io.apicurio.registry.resolver.SchemaParser;
import io.apicurio.registry.resolver.SchemaResolver;
import io.apicurio.registry.resolver.client.RegistryClientFacade;
import io.apicurio.registry.resolver.data.Record;
import io.apicurio.registry.resolver.strategy.ArtifactReference;
import io.apicurio.registry.resolver.strategy.ArtifactReferenceResolverStrategy;
import java.util.Map;
import org.apache.avro.Schema;

/** Lets Apicurio's serializers find schemas in {@link Schemas}. Never registers anything. */
final class KeptSchemaResolver<T> implements SchemaResolver<Schema, T> {
  private final Schemas schemas;
  private final String topic;
  private final Schema schema;
  private SchemaParser<Schema, T> parser;

  KeptSchemaResolver(Schemas schemas, String topic, Schema schema) {
    this.schemas = schemas;
    this.topic = topic;
    this.schema = schema;
  }

  @Override
  public void configure(Map<String, ?> settings, SchemaParser<Schema, T> schemaParser) {
    this.parser = schemaParser;
  }

  @Override
  public SchemaLookupResult<Schema> resolveSchema(Record<T> data) {
    return schemas.writer(topic, schema);
  }

  @Override
  public SchemaLookupResult<Schema> resolveSchemaByArtifactReference(ArtifactReference reference) {
    return schemas.byContentId(reference.getContentId());
  }

  @Override
  public SchemaParser<Schema, T> getSchemaParser() {
    return parser;
  }

  @Override
  public void setClientFacade(RegistryClientFacade facade) {
    // The registry is asked through Schemas.
  }

  @Override
  public void setArtifactResolverStrategy(ArtifactReferenceResolverStrategy<Schema, T> strategy) {
    // The artifact is a function of the topic: SchemaRegistry.artifact.
  }

  @Override
  public void reset() {
    // Schemas never change.
  }

  @Override
  public void close() {
    // Schemas is closed by its owner.
  }
}
