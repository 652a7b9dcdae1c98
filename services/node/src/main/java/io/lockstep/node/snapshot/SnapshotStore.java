package io.lockstep.node.snapshot;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.SeekableFileInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the image on disk as ordinary events in an Avro container file, so that a restart needs to
 * read only what came later. Used by one thread at a time.
 *
 * <p>A file that is torn, of another cluster, or whose image has not the digest that it names is
 * not used; the log has everything that is in it.
 */
public final class SnapshotStore {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotStore.class);

  private final Path file;
  private final String cluster;

  /** A store in a folder. */
  public SnapshotStore(Path folder, String cluster) {
    this.file = folder.resolve("snapshot.avro");
    this.cluster = cluster;
  }

  /** Where it is kept. */
  public Path file() {
    return file;
  }

  /**
   * Writes a snapshot: to a file of its own, forced to disk, then renamed.
   *
   * @throws IOException if it cannot be written, naming the file; the snapshot before it stays
   */
  public void write(Snapshot snapshot) throws IOException {
    try {
      writeFile(snapshot);
    } catch (IOException | AvroRuntimeException e) {
      throw new IOException(
          "snapshot %s cannot be written (%s); make room there, and let the node's user own it"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void writeFile(Snapshot snapshot) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      writeTo(temporary, snapshot);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      if (Files.isRegularFile(temporary, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(temporary); // on a full disk it has the room that all else needs
      }
    }
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private void writeTo(Path temporary, Snapshot snapshot) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      SnapshotFormat.write(
          snapshot, cluster, Channels.newOutputStream(channel), () -> channel.force(true));
    }
  }

  /** Reads the snapshot; empty, with a line in the log, if there is none that can be used. */
  public Optional<Snapshot> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Optional<Snapshot> snapshot =
          SnapshotFormat.read(() -> new SeekableFileInput(file.toFile()), cluster);
      if (snapshot.isEmpty()) {
        LOG.warn("snapshot is not what it says it is, reading the whole log file={}", file);
      }
      return snapshot;
    } catch (IOException | RuntimeException e) { // Avro throws all kinds at bytes that are no Avro
      LOG.warn(
          "snapshot cannot be read, reading the whole log file={} reason={}", file, e.toString());
      return Optional.empty();
    }
  }

  /** Throws the snapshot away. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("snapshot cannot be deleted file={} reason={}", file, e.toString());
    }
  }
}
