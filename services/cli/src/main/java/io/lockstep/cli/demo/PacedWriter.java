package io.lockstep.cli.demo;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Changes parameters at a steady rate through every node in turn, and remembers each
 * acknowledgement. A change that a node did not answer goes to the next node under the same command
 * id, as a careful client does. Safe for use by several threads.
 */
public final class PacedWriter implements AutoCloseable {
  /** What the names of its parameters start with. */
  public static final String PREFIX = "demo.counter.";

  private static final int KEYS = 40;
  private static final int ATTEMPTS = 4;

  /** Each is a connection of its own with its TLS handshake, which two processors feel. */
  private static final int MOST_OPEN = 100;

  private final List<NodeClient> nodes;
  private final ScheduledExecutorService clock;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
  private volatile ScheduledFuture<?> ticking;

  /** A change that a node said was made, and when it said so by {@link System#nanoTime()}. */
  public record Acknowledged(
      String key, String value, String commandId, long revision, long atNanos, int attempts) {}

  /** A change of which no node told the outcome. */
  public record Unanswered(String key, String value, String commandId, String reason) {}

  /** Through these nodes in turn; sends nothing yet. */
  public PacedWriter(List<NodeClient> nodes) {
    this.nodes = List.copyOf(nodes);
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "lockstep-demo-writer");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Begins to write so many changes a second, while at most 100 are on their way. */
  public void start(int perSecond) {
    long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
    ticking = clock.scheduleAtFixedRate(this::sendNext, 0, period, TimeUnit.NANOSECONDS);
  }

  private void sendNext() {
    if (open.get() >= MOST_OPEN) {
      return; // as clients do whose connections are all waiting for an answer
    }
    int number = sent.getAndIncrement();
    open.incrementAndGet();
    send(new Change(PREFIX + number % KEYS, "value " + number, number), 1);
  }

  private void send(Change change, int attempt) {
    NodeClient node = nodes.get((change.number() + attempt - 1) % nodes.size());
    var unused =
        node.setAsync(change.key(), "shared", change.value(), change.commandId())
            .whenComplete((answer, error) -> answered(change, attempt, answer, error));
  }

  private void answered(Change change, int attempt, ChangeAnswer answer, Throwable error) {
    if (error == null) {
      acknowledged.add(
          new Acknowledged(
              change.key(),
              change.value(),
              change.commandId(),
              answer.revision(),
              System.nanoTime(),
              attempt));
    } else if (attempt < ATTEMPTS) {
      send(change, attempt + 1);
      return;
    } else {
      unanswered.add(
          new Unanswered(change.key(), change.value(), change.commandId(), reason(error)));
    }
    open.decrementAndGet();
  }

  private static String reason(Throwable error) {
    Throwable cause = error.getCause() == null ? error : error.getCause();
    return cause instanceof Failure failure ? failure.code() : cause.toString();
  }

  /** Sends nothing new; what is on its way goes on. */
  public void stop() {
    if (ticking != null) {
      ticking.cancel(false);
    }
    clock.shutdown();
  }

  /** Changes that were sent. */
  public int sent() {
    return sent.get();
  }

  /** Changes that are on their way. */
  public int open() {
    return open.get();
  }

  /** So far, in the order of the answers. */
  public List<Acknowledged> acknowledged() {
    return new ArrayList<>(acknowledged);
  }

  /** So far. */
  public List<Unanswered> unanswered() {
    return new ArrayList<>(unanswered);
  }

  /** How many that are. */
  public int acknowledgedCount() {
    return acknowledged.size();
  }

  @Override
  public void close() {
    stop();
  }

  private record Change(String key, String value, int number, String commandId) {
    Change(String key, String value, int number) {
      this(key, value, number, UUID.randomUUID().toString());
    }
  }
}
