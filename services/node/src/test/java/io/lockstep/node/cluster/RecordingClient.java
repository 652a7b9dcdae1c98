package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/**
 * Writes steadily and notes what was acknowledged. What is not acknowledged is asked for again
 * under the same id, from the next node, until it is: as a client does that must not lose anything.
 */
public final class RecordingClient implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASK_ANOTHER = Duration.ofSeconds(4);
  private static final int KEYS = 15;

  /** A write that a node has acknowledged. */
  public record Acknowledged(String commandId, String key, String value, long revision) {}

  private final String name;
  private final Supplier<List<ClusterNode>> nodes;
  private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private int home;
  private volatile Answer refused;
  private volatile long longestGapNanos;

  private RecordingClient(String name, int home, Supplier<List<ClusterNode>> nodes) {
    this.name = name;
    this.home = home;
    this.nodes = nodes;
    this.thread = new Thread(this::run, "client-" + name);
    thread.setDaemon(true);
  }

  /**
   * Starts a client.
   *
   * @param home index of the node that it asks first
   * @param nodes the nodes that there are, asked for anew before each write
   */
  public static RecordingClient start(String name, int home, Supplier<List<ClusterNode>> nodes) {
    RecordingClient client = new RecordingClient(name, home, nodes);
    client.thread.start();
    return client;
  }

  private void run() {
    long last = System.nanoTime();
    for (int number = 0; stop.getCount() > 0; number++) {
      // Some keys are this client's own, one is everybody's.
      String key = number % 5 == 0 ? "contended" : name + "." + number % KEYS;
      if (!acknowledge(key, Write.set(key, name + "-" + number))) {
        return;
      }
      longestGapNanos = Math.max(longestGapNanos, System.nanoTime() - last);
      last = System.nanoTime();
      await(PACE);
    }
  }

  private boolean acknowledge(String key, Write write) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      List<ClusterNode> now = nodes.get();
      Answer answer = now.get(home % now.size()).write(write, ASK_ANOTHER);
      switch (answer.kind()) {
        case ACCEPTED -> {
          String value = ((java.util.Map<?, ?>) write.body()).get("value").toString();
          acknowledged.add(new Acknowledged(write.id(), key, value, answer.revision()));
          return true;
        }
        case REFUSED -> {
          refused = answer;
          return false;
        }
        case PENDING, NOT_WRITTEN, UNKNOWN -> {
          home++;
          await(PACE);
        }
      }
    }
    refused = Answer.of(Answer.Kind.UNKNOWN, write.id() + " was not answered in " + PATIENCE);
    return false;
  }

  private void await(Duration most) {
    try {
      stop.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      stop.countDown();
    }
  }

  /** Waits until so many more writes were acknowledged than now. */
  public void awaitMore(int more) {
    awaitTotal(acknowledged.size() + more);
  }

  /** Waits until so many writes were acknowledged in all. */
  public void awaitTotal(int total) {
    Awaitility.await("client " + name + " has " + total + " writes acknowledged")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> refused != null || acknowledged.size() >= total);
    assertThat(refused).as("client %s was refused", name).isNull();
  }

  /** What was acknowledged so far, in order. */
  public List<Acknowledged> acknowledged() {
    return List.copyOf(acknowledged);
  }

  /** The longest time between two acknowledgements. */
  public Duration longestGap() {
    return Duration.ofNanos(longestGapNanos);
  }

  /**
   * Ends after the write at hand is acknowledged.
   *
   * @throws IllegalStateException if one was refused, or not acknowledged in a minute
   */
  public void stop() {
    stop.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive() || refused != null) {
      throw new IllegalStateException("client " + name + " was left without an answer: " + refused);
    }
  }

  @Override
  public void close() {
    stop.countDown();
  }
}
