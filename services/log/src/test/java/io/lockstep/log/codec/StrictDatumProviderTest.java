package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroSerdeConfig;
import io.lockstep.schema.Event;
import io.lockstep.schema.topic.TrustedRecords;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class StrictDatumProviderTest {
  private static StrictDatumProvider<Event> provider() {
    TrustedRecords.declare();
    StrictDatumProvider<Event> provider = new StrictDatumProvider<>();
    provider.configure(
        new AvroSerdeConfig(Map.of(StrictDatumProvider.SCHEMA, Event.getClassSchema())));
    return provider;
  }

  @Test
  void givesEachThreadAReaderOfItsOwn() {
    StrictDatumProvider<Event> provider = provider();
    Schema written = Event.getClassSchema();

    Object here = provider.createDatumReader(written);
    Object there = CompletableFuture.supplyAsync(() -> provider.createDatumReader(written)).join();

    assertThat(provider.createDatumReader(written)).isSameAs(here);
    assertThat(there).isNotSameAs(here);
  }

  @Test
  void doesNotCompareSchemasThatAreEqual() {
    StrictDatumProvider<Event> provider = provider();
    Schema written = Event.getClassSchema();
    Schema again = new Schema.Parser().parse(written.toString());

    Object reader = provider.createDatumReader(written);

    assertThat(again).isEqualTo(written);
    assertThat(provider.createDatumReader(again)).isNotSameAs(reader);
    assertThat(provider.createDatumReader(written)).isSameAs(reader);
  }
}
