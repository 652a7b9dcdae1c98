package io.lockstep.node.snapshot;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
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
  private static final String CLUSTER = "lockstep.cluster";
  private static final String REVISION = "lockstep.revision";
  private static final String OFFSET = "lockstep.offset";
  private static final String DIGEST = "lockstep.digest";
  private static final String TIME = "lockstep.time";

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
    ClusterImage image = snapshot.image();
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out = Channels.newOutputStream(channel);
      try (DataFileWriter<Event> writer =
          new DataFileWriter<>(new SpecificDatumWriter<>(Event.class))) {
        writer.setCodec(CodecFactory.nullCodec());
        writer.setMeta(CLUSTER, cluster);
        writer.setMeta(REVISION, image.revision());
        writer.setMeta(OFFSET, snapshot.offset());
        writer.setMeta(DIGEST, image.digest().hex());
        writer.setMeta(TIME, snapshot.time().toEpochMilli());
        writer.create(Event.getClassSchema(), out);
        for (Event event : Replay.events(image)) {
          writer.append(event);
        }
        writer.flush();
        channel.force(true);
      }
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  /** Reads the snapshot; empty, with a line in the log, if there is none that can be used. */
  public Optional<Snapshot> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (DataFileReader<Event> reader =
        new DataFileReader<>(file.toFile(), new SpecificDatumReader<>(Event.class))) {
      ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);
      while (reader.hasNext()) {
        delta.replay(reader.next());
      }
      ClusterImage image = delta.apply();
      if (!cluster.equals(reader.getMetaString(CLUSTER))
          || !image.digest().hex().equals(reader.getMetaString(DIGEST))
          || image.revision() != reader.getMetaLong(REVISION)) {
        LOG.warn("snapshot is not what it says it is, reading the whole log file={}", file);
        return Optional.empty();
      }
      return Optional.of(
          new Snapshot(
              image, reader.getMetaLong(OFFSET), Instant.ofEpochMilli(reader.getMetaLong(TIME))));
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
