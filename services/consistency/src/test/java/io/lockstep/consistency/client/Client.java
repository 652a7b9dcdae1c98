package io.lockstep.consistency.client;

import io.lockstep.consistency.cluster.Node;
import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.Call.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks by chance, one call after another, mostly one node, of keys that all clients share. */
public final class Client {
  private static final int KEYS = 4;
  private static final int LONGEST_PAUSE_MILLIS = 30;

  private final int home;
  private final long generation;
  private final List<Node> nodes;
  private final Recorder recorder;
  private final Session session;
  private final Random random;
  private final Map<String, Long> seen = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Throwable failed;

  private Client(int number, List<Node> nodes, Recorder recorder, long seed, Duration generation) {
    this.home = number % nodes.size();
    this.generation = generation.toNanos();
    this.nodes = nodes;
    this.recorder = recorder;
    session = new Session("c" + number, recorder);
    random = new Random(seed);
    thread = new Thread(this::run, "client-" + number);
    thread.setDaemon(true);
  }

  /**
   * Starts a client that asks until it is stopped.
   *
   * @param generation after so long there are new keys, so that no history of a key grows long
   */
  public static Client start(
      int number, List<Node> nodes, Recorder recorder, long seed, Duration generation) {
    Client client = new Client(number, nodes, recorder, seed, generation);
    client.thread.start();
    return client;
  }

  private void run() {
    try {
      while (!stop.await(random.nextInt(LONGEST_PAUSE_MILLIS), TimeUnit.MILLISECONDS)) {
        call();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed = e;
    }
  }

  private void call() {
    String key = "k" + recorder.now() / generation + "." + random.nextInt(KEYS);
    Node node = random.nextInt(4) > 0 ? nodes.get(home) : nodes.get(random.nextInt(nodes.size()));
    int dice = random.nextInt(100);
    Call call;
    if (dice < 30) {
      call = session.read(node, key);
    } else if (dice < 40) {
      call = session.localRead(node, key);
    } else {
      // Compare with what this client has seen last, which others have often replaced since.
      Long expected = dice < 70 ? null : seen.getOrDefault(key, 0L);
      call = session.write(attempts(node), key, expected);
    }
    if (call.outcome() == Outcome.DONE || call.outcome() == Outcome.CONFLICT) {
      seen.put(key, call.revision());
    }
  }

  /** Half of the clients' writes are given up at the first failure, so that they stay unknown. */
  private List<Node> attempts(Node first) {
    if (random.nextBoolean()) {
      return List.of(first);
    }
    List<Node> others = new ArrayList<>(nodes);
    others.remove(first);
    Collections.shuffle(others, random);
    others.add(0, first);
    return others;
  }

  /**
   * Ends after the call at hand.
   *
   * @throws IllegalStateException if the client had failed
   */
  public void stop() {
    stop.countDown();
    try {
      thread.join(TimeUnit.MINUTES.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (failed != null || thread.isAlive()) {
      throw new IllegalStateException(thread.getName() + " did not end well", failed);
    }
  }
}
