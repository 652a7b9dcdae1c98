package io.lockstep.status.notify;

import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.schema.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people by one channel of every step once: what comes within a window together, and again
 * until it is delivered or it was tried for too long. Then, and only then, the place in the topic
 * is committed. While a delivery fails nothing more is read, so memory is bounded, and the broker
 * keeps the rest. One thread, {@code lockstep-notify-CHANNEL}.
 */
final class Notifier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final int MOST_TOGETHER = 1_000;

  private final String cluster;
  private final Channel channel;
  private final Function<Runnable, AlertTopic> topics;
  private final Duration window;
  private final Duration giveUp;
  private final NotifyMetrics metrics;
  private final Thread thread;
  private final List<Alert> pending = new ArrayList<>();
  private final Backoff backoff = new Backoff();
  private long dueAt;
  private long firstFailureAt;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile boolean stopping;
  private volatile boolean renewing;

  /**
   * Of a channel.
   *
   * @param topics opens the topic for it, with what is to be done when another instance takes over
   * @param giveUp how long a delivery is tried
   */
  Notifier(
      String cluster,
      Channel channel,
      Function<Runnable, AlertTopic> topics,
      Duration window,
      Duration giveUp,
      NotifyMetrics metrics) {
    this.cluster = cluster;
    this.channel = channel;
    this.topics = topics;
    this.window = window;
    this.giveUp = giveUp;
    this.metrics = metrics;
    metrics.start(channel.name());
    thread = new Thread(this::run, "lockstep-notify-" + channel.name());
    thread.setDaemon(true); // a server that does not answer shall not hold the process
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!stopping) {
      renewing = false;
      try (AlertTopic topic = topics.apply(this::forget)) {
        while (!stopping && !renewing) {
          step(topic);
        }
      } catch (KafkaException | RegistryUnavailableException e) {
        if (!stopping) {
          LOG.warn("alerts cannot be read channel={} reason={}", channel.name(), e.toString());
          rest();
        }
      }
      forget();
    }
  }

  /** Before the next try to reach the brokers. */
  private void rest() {
    try {
      if (stopped.await(5, TimeUnit.SECONDS)) {
        stopping = true;
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  private void step(AlertTopic topic) {
    List<Alert> news = topic.poll(LOOK);
    long now = System.nanoTime();
    if (pending.isEmpty() && !news.isEmpty()) {
      dueAt = now + window.toNanos();
    }
    pending.addAll(news);
    metrics.pending(channel.name(), pending.size());
    if (pending.isEmpty()) {
      return;
    }
    if (pending.size() >= MOST_TOGETHER) {
      topic.pause();
    }
    metrics.failing(
        channel.name(), backoff.failures() == 0 ? 0 : (now - firstFailureAt) / 1_000_000_000.0);
    if (now - dueAt >= 0 || pending.size() >= MOST_TOGETHER && backoff.failures() == 0) {
      deliver(topic, now);
    }
  }

  private void deliver(AlertTopic topic, long now) {
    Digest digest = new Digest(cluster, List.copyOf(pending));
    try {
      Optional<String> flaw = channel.deliver(digest);
      LOG.info(
          "told of alerts channel={} delivery={} raised={} cleared={}",
          channel.name(),
          digest.id(),
          digest.raised(),
          digest.steps().size() - digest.raised());
      flaw.ifPresent(
          reason ->
              LOG.warn(
                  "not everybody was told of alerts channel={} delivery={} reason={}",
                  channel.name(),
                  digest.id(),
                  reason));
      metrics.delivered(channel.name(), digest.steps().size());
      done(topic);
    } catch (DeliveryException e) {
      metrics.failed(channel.name());
      if (backoff.failures() == 0) {
        firstFailureAt = now;
      }
      if (now - firstFailureAt >= giveUp.toNanos()) {
        LOG.error(
            "gave up telling of alerts channel={} delivery={} alerts={} reason={}",
            channel.name(),
            digest.id(),
            digest.steps().stream().map(Digest::key).toList(),
            e.getMessage());
        metrics.dropped(channel.name(), digest.steps().size());
        done(topic);
        return;
      }
      Duration pause = backoff.next();
      dueAt = System.nanoTime() + pause.toNanos();
      LOG.warn(
          "not told of alerts yet channel={} delivery={} alerts={} again={} reason={}",
          channel.name(),
          digest.id(),
          digest.steps().size(),
          pause,
          e.getMessage());
      topic.pause(); // the next try is of the same digest, with the same id
    }
  }

  private void done(AlertTopic topic) {
    topic.commit();
    forget();
    topic.resume();
  }

  private void forget() {
    pending.clear();
    backoff.reset();
    metrics.pending(channel.name(), 0);
    metrics.failing(channel.name(), 0);
  }

  /** Goes on with a new client, which has what was not delivered yet anew. From any thread. */
  void renew() {
    renewing = true;
  }

  /** Stops within 5 s. What was not delivered is told by another instance, or after a restart. */
  @Override
  public void close() {
    stopping = true;
    stopped.countDown();
    try {
      thread.join(STOP.toMillis());
      thread.interrupt();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
