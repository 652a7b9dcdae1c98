package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.log.topic.TopicProvisioner;
import io.lockstep.schema.Event;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Codecs with a real registry. */
class CodecsIT {
  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/apis/registry/v3");
  private static LogConnection connection;

  @TempDir Path directory;

  @BeforeAll
  static void provision() {
    connection = TestLog.provisioned(TestKafka.single(), TestRegistry.shared());
  }

  private static LogConnection with(URI registry, Path cache) {
    return new LogConnection(
        connection.cluster(), connection.bootstrapServers(), registry, cache, Map.of());
  }

  @Test
  void everyTopicsRecordsComeBackAsTheyWere() throws Exception {
    Event event = Samples.event(1, "Cluster.mode", "active/active");
    try (Codecs codecs = new Codecs(connection)) {
      codecs.prepare();

      assertThat(roundTrip(codecs.events(), event)).isEqualTo(event);
      assertThat(roundTrip(codecs.journal(), Samples.journal(event)))
          .isEqualTo(Samples.journal(event));
      assertThat(roundTrip(codecs.commands(), Samples.set("c1", "k", "v")))
          .isEqualTo(Samples.set("c1", "k", "v"));
      assertThat(roundTrip(codecs.outcomes(), Samples.accepted("c1", 1)))
          .isEqualTo(Samples.accepted("c1", 1));
      assertThat(roundTrip(codecs.content(), Samples.chunk(new byte[] {1, 2})))
          .isEqualTo(Samples.chunk(new byte[] {1, 2}));
      assertThat(roundTrip(codecs.reports(), Samples.report("n1", 1)))
          .isEqualTo(Samples.report("n1", 1));
    }
  }

  private static <T> T roundTrip(RecordCodec<T> codec, T value) throws Exception {
    return codec.decode(codec.encode(value));
  }

  @Test
  void readsWhatAnotherProcessWrote() throws Exception {
    Event event = Samples.event(1, "Cluster.mode", "active/active");
    byte[] bytes;
    try (Codecs writer = new Codecs(connection)) {
      bytes = writer.events().encode(event);
    }

    try (Codecs reader = new Codecs(with(connection.registry(), directory))) {
      assertThat(reader.events().decode(bytes)).isEqualTo(event);
    }
  }

  @Test
  void readsAndWritesFromDiskAfterAFirstStartWithTheRegistry() throws Exception {
    Event event = Samples.event(1, "Cluster.mode", "active/active");
    byte[] bytes;
    try (Codecs first = new Codecs(with(connection.registry(), directory))) {
      first.prepare();
      bytes = first.events().encode(event);
    }

    try (Codecs later = new Codecs(with(NOWHERE, directory))) {
      later.prepare();

      assertThat(later.events().decode(bytes)).isEqualTo(event);
      assertThat(later.events().encode(event)).isEqualTo(bytes);
    }
  }

  @Test
  void refusesAFirstStartWithoutTheRegistry() {
    try (Codecs first = new Codecs(with(NOWHERE, directory))) {
      assertThatThrownBy(first::prepare)
          .isInstanceOf(RegistryUnavailableException.class)
          .hasMessageContaining(NOWHERE.toString());
    }
  }

  @Test
  void saysWhichSchemaIsMissingWhereNothingWasProvisioned() {
    LogConnection other = TestLog.connection(TestKafka.single(), TestRegistry.shared());
    try (Codecs codecs = new Codecs(other)) {
      assertThatThrownBy(codecs::prepare)
          .isInstanceOf(SchemaMissingException.class)
          .hasMessageContaining(other.cluster() + ".events")
          .hasMessageContaining("topics provision");
    }
  }

  @Test
  void aSchemaIdThatTheRegistryDoesNotKnowMakesARecordUnreadable() {
    try (Codecs codecs = new Codecs(connection)) {
      byte[] bytes = codecs.events().encode(Samples.event(1, "k", "v"));
      java.nio.ByteBuffer.wrap(bytes).putInt(1, 9_999_999);

      assertThatThrownBy(() -> codecs.events().decode(bytes))
          .isInstanceOf(UnreadableRecordException.class)
          .hasMessageContaining("no schema with content id 9999999");
    }
  }

  @Test
  void worksAgainOnceTheRegistryIsBack() throws Exception {
    try (TestRegistry registry = TestRegistry.own()) {
      LogConnection own = with(registry.uri(), directory);
      new TopicProvisioner(own, TestKafka.single().layout()).provision();
      byte[] bytes;
      try (Codecs codecs = new Codecs(own)) {
        bytes = codecs.events().encode(Samples.event(1, "k", "v"));
      }
      registry.stop();
      try (Codecs fresh = new Codecs(with(registry.uri(), directory.resolve("fresh")))) {
        assertThatThrownBy(() -> fresh.events().decode(bytes))
            .isInstanceOf(RegistryUnavailableException.class);
        registry.start();

        org.awaitility.Awaitility.await()
            .ignoreExceptionsInstanceOf(RegistryUnavailableException.class)
            .untilAsserted(
                () ->
                    assertThat(fresh.events().decode(bytes)).isEqualTo(Samples.event(1, "k", "v")));
      }
    }
  }
}
