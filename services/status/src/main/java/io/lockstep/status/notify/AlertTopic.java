package io.lockstep.status.notify;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic {@code alerts} for one channel: of all instances one reads it, as a member of the
 * channel's group, and its committed offset is how far people were told. What the topic has before
 * that is read again at the start, so that a step that stands there twice is told once.
 *
 * <p>Without a committed offset, at the very first start, what is raised now is new and all else is
 * history. One thread.
 */
final class AlertTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertTopic.class);

  /** A delivery may take a minute; whoever takes longer than this is taken for dead. */
  private static final int LONGEST_PAUSE_MILLIS = 300_000;

  private static final int SESSION_TIMEOUT_MILLIS = 10_000;
  private static final int MOST_AT_ONCE = 500;

  private final TopicPartition partition;
  private final RecordCodec<Alert> codec;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Runnable onLost;
  private final Told told = new Told();
  private final Map<String, Alert> open = new LinkedHashMap<>();
  private long toldUntil;
  private long historyUntil;
  private long next;

  /**
   * Joins the channel's group.
   *
   * @param onLost called, within {@link #poll}, when another instance may read from now on
   */
  AlertTopic(LogConnection connection, RecordCodec<Alert> codec, String channel, Runnable onLost) {
    this.codec = codec;
    this.onLost = onLost;
    partition = new TopicPartition(connection.topic(TopicContract.ALERTS), 0);
    Map<String, Object> settings = ClientSettings.tail(connection);
    settings.put(
        ConsumerConfig.GROUP_ID_CONFIG,
        "lockstep." + connection.cluster() + ".status-notify-" + channel);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, LONGEST_PAUSE_MILLIS);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_TIMEOUT_MILLIS / 4);
    consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(Set.of(partition.topic()), new Rebalance());
  }

  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      if (partitions.contains(partition)) {
        start();
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      if (partitions.contains(partition)) {
        onLost.run();
      }
    }
  }

  private void start() {
    told.clear();
    open.clear();
    Set<TopicPartition> one = Set.of(partition);
    OffsetAndMetadata committed = consumer.committed(one).get(partition);
    long first = consumer.beginningOffsets(one).get(partition);
    toldUntil = committed == null ? 0 : committed.offset();
    historyUntil = committed == null ? consumer.endOffsets(one).get(partition) : 0;
    next = Math.max(first, toldUntil - Told.MOST);
    consumer.seek(partition, next);
  }

  /** Steps that nobody was told of, and that were not handed out before. */
  List<Alert> poll(Duration wait) {
    List<Alert> steps = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : consumer.poll(wait)) {
      try {
        take(record, steps);
      } catch (RegistryUnavailableException e) {
        LOG.warn("alerts cannot be read yet reason={}", e.getMessage());
        consumer.seek(partition, next);
        break;
      }
      next = record.offset() + 1;
    }
    if (historyUntil > 0 && next >= historyUntil) {
      historyUntil = 0;
      open.values().stream().filter(told::add).forEach(steps::add);
      open.clear();
      if (steps.isEmpty()) {
        commit();
      }
    }
    return steps;
  }

  private void take(ConsumerRecord<String, byte[]> record, List<Alert> steps) {
    Alert step = decode(record);
    if (step == null) {
      return;
    }
    if (record.offset() < historyUntil) {
      if (step.getState() == AlertState.RAISED) {
        open.put(step.getId(), step);
      } else {
        open.remove(step.getId());
      }
    } else if (told.add(step) && record.offset() >= toldUntil) {
      steps.add(step);
    }
  }

  private Alert decode(ConsumerRecord<String, byte[]> record) {
    try {
      return record.value() == null ? null : codec.decode(record.value());
    } catch (UnreadableRecordException e) {
      LOG.warn("alert left out offset={} reason={}", record.offset(), e.getMessage());
      return null;
    }
  }

  /** Reads no more until {@link #resume}; {@link #poll} must go on being called. */
  void pause() {
    consumer.pause(consumer.assignment());
  }

  void resume() {
    consumer.resume(consumer.assignment());
  }

  /** People were told of all that was handed out. */
  void commit() {
    consumer.commitSync(Map.of(partition, new OffsetAndMetadata(next)));
  }

  @Override
  public void close() {
    consumer.close(Duration.ofSeconds(2));
  }
}
