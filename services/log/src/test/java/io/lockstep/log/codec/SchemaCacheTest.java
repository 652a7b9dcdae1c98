package io.lockstep.log.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaCacheTest {
  private static final String EVENT = Event.getClassSchema().toString();

  @TempDir Path directory;

  @Test
  void givesBackWhatItWasGiven() {
    new SchemaCache(directory.resolve("a/b")).put(3, EVENT);

    SchemaCache reopened = new SchemaCache(directory.resolve("a/b"));

    assertThat(reopened.schema(3)).hasValue(EVENT);
    assertThat(reopened.schema(4)).isEmpty();
  }

  @Test
  void knowsAWritersIdByItsSchema() {
    SchemaCache cache = new SchemaCache(directory);

    cache.putWriter("events", Event.getClassSchema(), 3);

    assertThat(cache.writer("events", Event.getClassSchema())).hasValue(3);
    assertThat(cache.writer("events", Outcome.getClassSchema())).isEmpty();
  }

  @Test
  void leavesNoTemporaryFiles() throws IOException {
    new SchemaCache(directory).put(3, EVENT);

    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(directory.resolve("3.avsc"));
    }
  }

  @Test
  void acceptsTheSameSchemaInAnotherForm() {
    SchemaCache cache = new SchemaCache(directory);
    cache.put(3, EVENT);

    assertThatCode(() -> cache.put(3, EVENT.replaceFirst("\\{", "{ "))).doesNotThrowAnyException();
  }

  @Test
  void noticesThatTheRegistryWasReplaced() {
    SchemaCache cache = new SchemaCache(directory);
    cache.put(3, EVENT);

    assertThatThrownBy(() -> cache.put(3, Outcome.getClassSchema().toString()))
        .isInstanceOf(SchemaCacheException.class)
        .hasMessageContaining("content id 3")
        .hasMessageContaining(directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"type\": \"rec", "\u0000\u0000", "\u00ff\u00fe"})
  void writesAgainWhatWasDamaged(String left) throws IOException {
    SchemaCache cache = new SchemaCache(directory);
    cache.put(3, EVENT);
    cache.putWriter("events", Event.getClassSchema(), 3);
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.writeString(file, left, StandardCharsets.ISO_8859_1);
      }
    }

    assertThat(cache.schema(3)).isEmpty();
    assertThat(cache.writer("events", Event.getClassSchema())).isEmpty();
    cache.put(3, EVENT);
    cache.putWriter("events", Event.getClassSchema(), 3);

    assertThat(cache.schema(3)).hasValue(EVENT);
    assertThat(cache.writer("events", Event.getClassSchema())).hasValue(3);
  }

  @Test
  void namesTheFileThatItCannotWrite() throws IOException {
    Path file = Files.createFile(directory.resolve("in-the-way"));

    assertThatThrownBy(() -> new SchemaCache(file).put(3, EVENT))
        .isInstanceOf(SchemaCacheException.class)
        .hasMessageContaining(file.resolve("3.avsc").toString());
  }
}
