package io.lockstep.log.content;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.RenewedProducer;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.content.ChunkHash.Place;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.ContentPiece;
import io.lockstep.schema.topic.TopicContract;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The bytes of managed content in the log: chunks under their own hash, and recipes of files that
 * have several. Any thread, but for {@link #put} and {@link #putRecipe}, which are one thread's.
 */
public final class ContentLog implements AutoCloseable {
  /** Longest chunk, in bytes. */
  public static final int MAX_CHUNK = 256 * 1024;

  /** Most pieces that one record of a recipe names: some 150 KiB. */
  static final int PIECES = 4096;

  private static final long MOST_KEPT = 128L * 1024 * 1024;
  private static final Duration COME = Duration.ofSeconds(5);

  private final LogConnection connection;
  private final Codecs codecs;
  private final String topic;
  private final ChunkIndex index;
  private final ContentTail tail;
  private final ChunkFetcher fetcher;
  private final RenewedProducer producer;
  private volatile RenewedProducer plain; // made when something cannot be compressed
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public ContentLog(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
    this.topic = connection.topic(TopicContract.CONTENT);
    this.index = new ChunkIndex(Math.min(MOST_KEPT, Runtime.getRuntime().maxMemory() / 4));
    this.tail = new ContentTail(connection, codecs, index);
    this.fetcher = new ChunkFetcher(connection, codecs);
    this.producer = open(ClientSettings.content(connection));
  }

  private RenewedProducer open(Map<String, Object> settings) {
    try {
      return new RenewedProducer(
          () -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
  }

  private RenewedProducer plain() {
    if (plain == null) {
      Map<String, Object> settings = ClientSettings.content(connection);
      settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
      plain = open(settings);
    }
    return plain;
  }

  /** Starts to read the topic. */
  public void start() {
    tail.start();
  }

  /**
   * Makes its clients anew: what was not delivered yet fails in {@link #flush}. Any thread.
   *
   * @throws KafkaException if that cannot be done now; those before may be in use still
   */
  public void renew() {
    tail.renew();
    fetcher.renew();
    producer.renew();
    if (plain != null) {
      plain.renew();
    }
  }

  /** Whether it knows all that stood in the topic at its start. */
  public boolean isCaughtUp() {
    return index.isCaughtUp();
  }

  /** Number of chunks and recipes that it knows. */
  public int size() {
    return index.size();
  }

  /** Whether the topic has a chunk or a recipe, or will once {@link #flush} returns. */
  public boolean has(ChunkHash hash) {
    return index.offset(hash, 0) != null || index.isSending(new Place(hash, 0));
  }

  /** Sends a chunk; it is in the log once {@link #flush} returns. May block while much is sent. */
  public void put(ChunkHash hash, ByteBuffer data) {
    send(Compressible.is(data) ? producer : plain(), new Place(hash, 0), chunk(hash, 0, 1, data));
  }

  /** Sends the recipe of a file of several pieces. */
  public void putRecipe(ChunkHash file, List<ContentPiece> pieces) {
    int count = (pieces.size() + PIECES - 1) / PIECES;
    for (int i = 0; i < count; i++) {
      ContentChunk part = chunk(file, i, count, ByteBuffer.allocate(0));
      part.setPieces(pieces.subList(i * PIECES, Math.min(pieces.size(), (i + 1) * PIECES)));
      send(producer, new Place(file, i), part);
      index.keep(new Place(file, i), part); // the next version of the file is compared with it
    }
  }

  private static ContentChunk chunk(ChunkHash hash, int i, int count, ByteBuffer data) {
    return ContentChunk.newBuilder()
        .setSha256(hash.bytes())
        .setIndex(i)
        .setCount(count)
        .setData(data)
        .build();
  }

  private void send(RenewedProducer to, Place place, ContentChunk chunk) {
    byte[] value = codecs.content().encode(chunk);
    index.sending(place);
    try {
      to.send(
          new ProducerRecord<>(topic, 0, place.hash().key(place.index()), value),
          (metadata, problem) -> {
            index.sent(place, problem == null ? metadata.offset() : -1);
            if (problem != null) {
              failure.compareAndSet(null, problem);
            }
          });
    } catch (KafkaException e) {
      index.sent(place, -1);
      failure.compareAndSet(null, e);
    }
  }

  /**
   * Returns once all that was sent is in the log.
   *
   * @throws LogUnavailableException if something is not; send it all again
   */
  public void flush() {
    producer.flush();
    if (plain != null) {
      plain.flush();
    }
    Exception problem = failure.getAndSet(null);
    if (problem != null) {
      throw LogUnavailableException.because(connection, "take content", problem);
    }
  }

  /**
   * The pieces of a file, in order; empty if the topic does not have them. One that has been named
   * in the log and is still on its way is waited for.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public Optional<List<ContentPiece>> recipe(ChunkHash file) throws InterruptedException {
    int length = index.keptLength(file);
    if (length >= 0) {
      return Optional.of(List.of(new ContentPiece(file.bytes(), length)));
    }
    if (!index.await(List.of(file), COME)) {
      return Optional.empty();
    }
    List<ContentPiece> pieces = new ArrayList<>();
    for (int i = 0, count = 1; i < count; i++) {
      ContentChunk part = part(new Place(file, i));
      if (part == null || !ChunkHash.of(part.getSha256()).equals(file) || part.getIndex() != i) {
        return Optional.empty();
      }
      if (part.getPieces() == null) {
        index.keep(file, Chunks.bytes(part));
        return Optional.of(List.of(new ContentPiece(file.bytes(), part.getData().remaining())));
      }
      pieces.addAll(part.getPieces());
      count = part.getCount();
    }
    return Optional.of(pieces);
  }

  private ContentChunk part(Place place) throws InterruptedException {
    ContentChunk kept = index.kept(place);
    if (kept != null || !index.await(place, COME)) {
      return kept;
    }
    Long offset = index.offset(place.hash(), place.index());
    return offset == null ? null : fetcher.fetch(new TreeSet<>(List.of(offset))).get(offset);
  }

  /**
   * Fetches chunks of small files together, so that {@link #recipe} and {@link #fetch} find each.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public void prefetch(Collection<ChunkHash> hashes) throws InterruptedException {
    fetch(hashes).forEach(index::keep);
  }

  /**
   * The bytes of chunks by hash, each verified; one that the topic does not have, or has with other
   * bytes, is missing. Nobody may change them.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public Map<ChunkHash, byte[]> fetchVerified(Collection<ChunkHash> hashes)
      throws InterruptedException {
    for (ChunkHash hash : hashes) {
      byte[] kept = index.kept(hash);
      if (kept != null && !Chunks.hashOf(ByteBuffer.wrap(kept)).equals(hash)) {
        index.drop(hash);
      }
    }
    Map<ChunkHash, byte[]> found = fetch(hashes);
    found
        .entrySet()
        .removeIf(each -> !Chunks.hashOf(ByteBuffer.wrap(each.getValue())).equals(each.getKey()));
    return found;
  }

  /**
   * The bytes of chunks by hash, as they came: who uses them verifies what becomes of them. One
   * that the topic does not have is missing. Nobody may change them.
   *
   * @throws LogUnavailableException if the brokers do not answer
   */
  public Map<ChunkHash, byte[]> fetch(Collection<ChunkHash> hashes) throws InterruptedException {
    Map<ChunkHash, byte[]> found = new HashMap<>();
    TreeMap<Long, ChunkHash> missing = new TreeMap<>();
    List<ChunkHash> absent = new ArrayList<>();
    for (ChunkHash hash : hashes) {
      byte[] kept = index.take(hash);
      if (kept == null) {
        absent.add(hash);
      } else {
        found.put(hash, kept);
      }
    }
    if (!absent.isEmpty()) {
      index.await(absent, COME);
      for (ChunkHash hash : absent) {
        Long offset = index.offset(hash, 0);
        if (offset != null) {
          missing.put(offset, hash);
        }
      }
      fetcher
          .fetch(new TreeSet<>(missing.keySet()))
          .forEach(
              (offset, chunk) -> {
                ChunkHash hash = missing.get(offset);
                if (chunk.getPieces() == null) {
                  found.put(hash, Chunks.bytes(chunk));
                }
              });
    }
    return found;
  }

  /** Stops reading; what was sent and not flushed may be lost. */
  @Override
  public void close() {
    tail.close();
    fetcher.close();
    producer.close();
    if (plain != null) {
      plain.close();
    }
  }
}
