package io.lockstep.node.snapshot;

import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.ImagePart;
import io.lockstep.state.replay.Replay;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.file.SeekableInput;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/** A snapshot as bytes: the image as ordinary events in an Avro container. Pure. */
public final class SnapshotFormat {
  private static final String CLUSTER = "lockstep.cluster";
  private static final String REVISION = "lockstep.revision";
  private static final String OFFSET = "lockstep.offset";
  private static final String DIGEST = "lockstep.digest";
  private static final String TIME = "lockstep.time";

  /** Bytes from which on two threads are worth their while. */
  static final int LONG = 1 << 20;

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
      for (Entity entity : Replay.entities(image)) {
        writer.appendEncoded(entity.encoding());
      }
      writer.flush();
      force.run();
    }
  }

  /** Where a snapshot is read from. */
  @FunctionalInterface
  public interface Source {
    /** Opens it anew; the caller closes it. */
    SeekableInput open() throws IOException;
  }

  /**
   * Reads a snapshot: a long one in two halves by two threads.
   *
   * @return empty if it is of another cluster, or its image is not the one that it names
   * @throws IOException if it is torn; Avro throws all kinds of unchecked exceptions too
   */
  public static Optional<Snapshot> read(Source source, String cluster) throws IOException {
    try (SeekableInput in = source.open();
        DataFileReader<Event> reader = reader(in)) {
      long end = in.length();
      ClusterImage image =
          end < LONG ? ImagePart.join(List.of(part(reader, end))) : inHalves(source, reader, end);
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

  private static DataFileReader<Event> reader(SeekableInput in) throws IOException {
    return new DataFileReader<>(in, new SpecificDatumReader<>(Event.class));
  }

  private static ClusterImage inHalves(Source source, DataFileReader<Event> first, long end)
      throws IOException {
    long middle = end / 2;
    CompletableFuture<ImagePart> second =
        CompletableFuture.supplyAsync(() -> part(source, middle, end));
    ImagePart before = part(first, middle);
    try {
      return ImagePart.join(List.of(before, second.join()));
    } catch (CompletionException e) {
      throw new IOException("the second half cannot be read: " + e.getCause(), e.getCause());
    }
  }

  private static ImagePart part(Source source, long begin, long end) {
    try (SeekableInput in = source.open();
        DataFileReader<Event> reader = reader(in)) {
      reader.sync(begin);
      return part(reader, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The blocks from where the reader is to the one that begins behind {@code end}. */
  private static ImagePart part(DataFileReader<Event> reader, long end) throws IOException {
    ImagePart part = new ImagePart();
    boolean own = reader.getSchema().equals(Event.getClassSchema());
    DatumReader<Event> events =
        new SpecificDatumReader<>(reader.getSchema(), Event.getClassSchema());
    BinaryDecoder decoder = null;
    while (reader.hasNext() && !reader.pastSync(end)) {
      ByteBuffer block = reader.nextBlock();
      int limit = block.limit();
      decoder =
          DecoderFactory.get()
              .binaryDecoder(
                  block.array(),
                  block.arrayOffset() + block.position(),
                  block.remaining(),
                  decoder);
      for (long left = reader.getBlockCount(); left > 0; left--) {
        Event event = events.read(null, decoder);
        int next = limit - decoder.inputStream().available();
        part.add(event, own ? block.duplicate().limit(next) : null);
        block.position(next);
      }
      if (block.hasRemaining()) {
        throw new IOException("there are bytes behind the last event of a block");
      }
    }
    return part;
  }
}
