package io.lockstep.log.content;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.Consumers;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.log.content.ChunkHash.Place;
import io.lockstep.schema.ContentChunk;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic from its beginning and fills the index; what comes after the end that it had at
 * the start is kept, since somebody is about to ask for it. Waits while this node itself writes,
 * and goes on behind what it wrote. Its thread: {@code lockstep-content-tail}.
 */
final class ContentTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ContentTail.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofMillis(10);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final int FETCH_BYTES = 4 * 1024 * 1024;
  private static final long NONE = -1;

  private final LogConnection connection;
  private final Codecs codecs;
  private final ChunkIndex index;
  private final TopicPartition partition;
  private final Thread thread = new Thread(this::run, "lockstep-content-tail");
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile boolean renewing;
  private volatile boolean stopping;
  private long next = NONE;
  private long end;

  ContentTail(LogConnection connection, Codecs codecs, ChunkIndex index) {
    this.connection = connection;
    this.codecs = codecs;
    this.index = index;
    this.partition = new TopicPartition(connection.topic(TopicContract.CONTENT), 0);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Goes on where it is, with a new consumer. Any thread. */
  void renew() {
    renewing = true;
    wake();
  }

  private void wake() {
    KafkaConsumer<String, byte[]> reading = consumer;
    if (reading != null) {
      reading.wakeup();
    }
  }

  private void run() {
    while (!stopping) {
      renewing = false;
      try {
        follow(open(connection));
      } catch (WakeupException e) {
        // closed, or to be renewed
      } catch (KafkaException e) {
        next = NONE;
        if (!stopping) {
          LOG.warn("content is not read reason={}", e.toString());
          pause();
        }
      } catch (RuntimeException e) {
        next = NONE;
        LOG.error("content is not read", e);
        pause();
      }
    }
  }

  private void follow(KafkaConsumer<String, byte[]> opened) {
    consumer = opened;
    try {
      read(opened);
    } finally {
      consumer = null;
      Consumers.close(opened);
    }
  }

  private synchronized void pause() {
    long end = System.nanoTime() + RETRY.toNanos();
    try {
      for (long left = RETRY.toNanos(); !stopping && left > 0; left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /** A consumer of the topic; positions are the caller's. */
  static KafkaConsumer<String, byte[]> open(LogConnection connection) {
    var settings = ClientSettings.tail(connection);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
    settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1); // as much as the system finds good
    try {
      return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
  }

  private void read(KafkaConsumer<String, byte[]> from) {
    from.assign(Set.of(partition));
    if (next == NONE) {
      index.clear();
      long begin = from.beginningOffsets(Set.of(partition)).get(partition);
      end = from.endOffsets(Set.of(partition)).get(partition);
      next = begin;
    }
    from.seek(partition, next);
    while (!stopping && !renewing) {
      if (!index.isCaughtUp() && next >= end) {
        index.reachedEnd();
        LOG.info("content is read chunks={} offset={}", index.size(), end);
      }
      try {
        for (ConsumerRecord<String, byte[]> record : poll(from).records(partition)) {
          take(record, record.offset() >= end);
        }
        next = from.position(partition);
      } catch (InvalidOffsetException e) {
        next = NONE;
        LOG.warn("content is read again from its beginning reason={}", e.toString());
        return;
      }
    }
  }

  /** What this node writes it has: to read it back would take as long as to write it. */
  private ConsumerRecords<String, byte[]> poll(KafkaConsumer<String, byte[]> from) {
    if (index.isSending()) {
      from.pause(Set.of(partition));
      return from.poll(SOON);
    }
    long position = from.position(partition);
    long behind = index.behindOwn(position);
    if (behind > position) {
      from.seek(partition, behind);
    }
    from.resume(Set.of(partition));
    return from.poll(POLL);
  }

  private void take(ConsumerRecord<String, byte[]> record, boolean fresh) {
    Place place = ChunkHash.parse(record.key());
    if (place == null) {
      LOG.warn("a record of content has no key of a chunk offset={}", record.offset());
    } else if (record.value() == null) {
      index.remove(place);
    } else {
      if (fresh && !index.isOwn(place, record.offset())) {
        keep(place, record);
      }
      index.put(place, record.offset());
    }
  }

  /** As it came: who makes a file of it verifies the whole. */
  private void keep(Place place, ConsumerRecord<String, byte[]> record) {
    try {
      ContentChunk chunk = codecs.content().decode(record.value());
      if (chunk.getPieces() != null) {
        index.keep(place, chunk);
      } else if (place.index() == 0) {
        index.keep(place.hash(), Chunks.bytes(chunk));
      }
    } catch (UnreadableRecordException | RuntimeException e) {
      LOG.warn("a record of content is unreadable offset={}", record.offset(), e);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
    }
    wake();
    try {
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
