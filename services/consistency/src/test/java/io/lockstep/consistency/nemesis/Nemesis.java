package io.lockstep.consistency.nemesis;

import io.lockstep.consistency.client.Recorder;
import io.lockstep.consistency.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Breaks a cluster with two hands, one for nodes and one for brokers, each with one fault at a
 * time, so that a fault of each often meets. Every kind comes once before any comes again. The seed
 * decides kinds, targets and times; what meets what is up to the machine.
 */
public final class Nemesis {
  private static final int SHORTEST_MILLIS = 1_000;
  private static final int LONGEST_MILLIS = 5_000;
  private static final int REST_MILLIS = 3_000;
  private static final long LOOK_NANOS = 200_000_000;

  /** The next fault comes when clients can write again, or after so long. */
  private static final Duration RECOVERY = Duration.ofSeconds(30);

  private final Recorder recorder;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> hands = new ArrayList<>();
  private final Map<String, Integer> done = new TreeMap<>();
  private volatile RuntimeException failed;

  private Nemesis(Recorder recorder) {
    this.recorder = recorder;
  }

  /** Starts to break a cluster. */
  public static Nemesis start(Cluster cluster, Recorder recorder, long seed) {
    Nemesis nemesis = new Nemesis(recorder);
    Random nodes = new Random(seed);
    Random brokers = new Random(~seed);
    nemesis.hand("nemesis-nodes", new NodeFaults(cluster, nodes).kinds(), nodes, () -> {});
    nemesis.hand(
        "nemesis-brokers",
        new BrokerFaults(cluster, brokers).kinds(),
        brokers,
        () -> nemesis.awaitInSync(cluster, brokers));
    return nemesis;
  }

  /** Every second time the next broker is hit while one is still behind. */
  private void awaitInSync(Cluster cluster, Random random) {
    if (random.nextBoolean()) {
      long end = System.nanoTime() + RECOVERY.toNanos();
      while (stop.getCount() > 0 && System.nanoTime() < end && !cluster.isInSync()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private void hand(
      String name, List<Function<Random, Fault>> kinds, Random random, Runnable rest) {
    Thread thread = new Thread(() -> run(new ArrayList<>(kinds), random, rest), name);
    thread.setDaemon(true);
    hands.add(thread);
    thread.start();
  }

  private void run(List<Function<Random, Fault>> kinds, Random random, Runnable recovery) {
    try {
      while (stop.getCount() > 0) {
        Collections.shuffle(kinds, random);
        for (Function<Random, Fault> kind : kinds) {
          int rest = random.nextInt(REST_MILLIS);
          int length = SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
          if (stop.await(rest, TimeUnit.MILLISECONDS)) {
            return;
          }
          hold(kind.apply(random), length);
          recorder.awaitWrite(RECOVERY, stop);
          recovery.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed = e;
    }
  }

  private void hold(Fault fault, int millis) throws InterruptedException {
    say(fault, "begins");
    try {
      fault.begin();
      stop.await(millis, TimeUnit.MILLISECONDS);
    } finally {
      fault.end();
    }
    say(fault, "is over");
    String kind = fault.name().replaceAll(" of [nb]\\d| [nb]\\d|,? (from|by) .*|, .*", "");
    synchronized (done) {
      done.merge(kind, 1, Integer::sum);
    }
  }

  private void say(Fault fault, String what) {
    System.out.printf("%8d ms  %s: %s%n", recorder.now() / 1_000_000, fault.name(), what);
  }

  /**
   * Ends what it has done; returns when all is mended.
   *
   * @return how many faults of each kind there were
   * @throws IllegalStateException if it could not break or mend something
   */
  public Map<String, Integer> stop() {
    stop.countDown();
    for (Thread hand : hands) {
      try {
        hand.join(TimeUnit.MINUTES.toMillis(2));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (hand.isAlive()) {
        throw new IllegalStateException(hand.getName() + " did not end");
      }
    }
    if (failed != null) {
      throw new IllegalStateException("the nemesis failed", failed);
    }
    return done;
  }
}
