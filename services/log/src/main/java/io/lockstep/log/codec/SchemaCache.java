package io.lockstep.log.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas on disk, so that the log can be read with the registry down.
 *
 * <p>{@code 7.avsc} is the schema with content id 7; {@code <topic>.<fingerprint>.id} holds the
 * content id of the schema with that fingerprint as a writer's schema of the topic. Files are
 * written whole (temporary file, fsync, rename) and never change. One that holds something else all
 * the same, as after a fault of the disk, counts as missing and is written again.
 */
final class SchemaCache {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaCache.class);

  private final Path directory;

  SchemaCache(Path directory) {
    this.directory = directory;
  }

  /** The schema with a content id; empty too where a damaged file has its place. */
  Optional<String> schema(long contentId) {
    Path file = directory.resolve(contentId + ".avsc");
    Optional<String> text = read(file);
    try {
      text.ifPresent(kept -> new Schema.Parser().parse(kept));
      return text;
    } catch (AvroRuntimeException e) {
      return damaged(file);
    }
  }

  /** The content id of a writer's schema; empty too where a damaged file has its place. */
  OptionalLong writer(String topic, Schema schema) {
    Path file = writerFile(topic, schema);
    Optional<String> content = read(file);
    if (content.isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(content.get().strip()));
    } catch (NumberFormatException e) {
      damaged(file);
      return OptionalLong.empty();
    }
  }

  private static Optional<String> damaged(Path file) {
    LOG.warn("Schema cache file is damaged and counts as missing file={}", file);
    return Optional.empty();
  }

  /**
   * Keeps a schema.
   *
   * @throws SchemaCacheException if the id is known with another schema, or the file cannot be
   *     written
   */
  void put(long contentId, String schema) {
    Path file = directory.resolve(contentId + ".avsc");
    Optional<String> known = schema(contentId);
    if (known.isEmpty()) {
      write(file, schema);
    } else if (!same(known.get(), schema)) {
      throw new SchemaCacheException(
          "The registry gives content id "
              + contentId
              + " to another schema than "
              + file
              + " has: it was replaced or restored to an older state, so records of the log may be"
              + " read wrongly. Restore the registry that the log was written with; or, if the log"
              + " is new as well, delete "
              + directory,
          null);
    }
  }

  /** Keeps the content id of a writer's schema. */
  void putWriter(String topic, Schema schema, long contentId) {
    OptionalLong known = writer(topic, schema);
    if (known.isEmpty() || known.getAsLong() != contentId) {
      write(writerFile(topic, schema), contentId + "\n");
    }
  }

  private Path writerFile(String topic, Schema schema) {
    long fingerprint = SchemaNormalization.fingerprint64(bytes(schema.toString()));
    return directory.resolve(topic + "." + String.format("%016x", fingerprint) + ".id");
  }

  private static boolean same(String left, String right) {
    return left.equals(right)
        || new Schema.Parser().parse(left).equals(new Schema.Parser().parse(right));
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (CharacterCodingException e) {
      return damaged(file);
    } catch (IOException e) {
      throw new SchemaCacheException(
          "Schema cache file " + file + " cannot be read: check its owner and mode", e);
    }
  }

  private void write(Path file, String content) {
    try {
      Files.createDirectories(directory);
      Path temporary = Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
      try {
        write(temporary, bytes(content));
        Files.move(
            temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary); // else a full disk gets one more each time
      }
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    } catch (IOException e) {
      throw new SchemaCacheException(
          "Schema cache file "
              + file
              + " cannot be written: check the directory's owner, mode and free space",
          e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
