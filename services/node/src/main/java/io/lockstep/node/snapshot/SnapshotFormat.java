package io.lockstep.node.snapshot;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterDelta;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A snapshot as bytes: the image as ordinary events in an Avro container. Pure. */
public final class SnapshotFormat {
  private static final String CLUSTER = "lockstep.cluster";
  private static final String REVISION = "lockstep.revision";
  private static final String OFFSET = "lockstep.offset";
  private static final String DIGEST = "lockstep.digest";
  private static final String TIME = "lockstep.time";

  /** Runs when all bytes were handed over, before the stream is closed. */
  @FunctionalInterface
  interface Force {
    /** Brings them to disk. */
    void run() throws IOException;
  }

  private SnapshotFormat() {}

  /** Writes a snapshot of a cluster, and closes the stream. */
  public static void write(Snapshot snapshot, String cluster, OutputStream out) throws IOException {
    write(snapshot, cluster, out, () -> {});
  }

  static void write(Snapshot snapshot, String cluster, OutputStream out, Force force)
      throws IOException {
    ClusterImage image = snapshot.image();
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
      force.run();
    }
  }

  /**
   * Reads a snapshot, and closes the input.
   *
   * @return empty if it is of another cluster, or its image is not the one that it names
   * @throws IOException if it is torn; Avro throws all kinds of unchecked exceptions too
   */
  public static Optional<Snapshot> read(SeekableInput in, String cluster) throws IOException {
    try (DataFileReader<Event> reader =
        new DataFileReader<>(in, new SpecificDatumReader<>(Event.class))) {
      ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);
      while (reader.hasNext()) {
        delta.replay(reader.next());
      }
      ClusterImage image = delta.apply();
      if (!cluster.equals(reader.getMetaString(CLUSTER))
          || !image.digest().hex().equals(reader.getMetaString(DIGEST))
          || image.revision() != reader.getMetaLong(REVISION)) {
        return Optional.empty();
      }
      return Optional.of(
          new Snapshot(
              image, reader.getMetaLong(OFFSET), Instant.ofEpochMilli(reader.getMetaLong(TIME))));
    }
  }
}
