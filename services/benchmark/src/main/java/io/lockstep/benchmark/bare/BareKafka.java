package io.lockstep.benchmark.bare;

import io.lockstep.log.LogConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the changes that Lockstep makes in a benchmark, over Kafka alone. It sends each command in
 * a record of its own; a node puts those of many clients into one. Its time ends when three readers
 * have every event. Asked by one thread.
 */
public final class BareKafka implements AutoCloseable {
  private final BarePath path;
  private final BareRecords records = new BareRecords();

  /** Those of the clients, told when their own reader has the event of their parameter. */
  private volatile CountDownLatch[] clients = {};

  private volatile CountDownLatch all = new CountDownLatch(0);
  private int command;

  /** On topics of its own, on a cluster's broker. */
  public BareKafka(LogConnection cluster) {
    path = BarePath.start(cluster, this::arrived);
  }

  /** How its topics are reached. */
  public static LogConnection connection(LogConnection cluster) {
    return BarePath.connection(cluster);
  }

  /** What this is, in words. */
  public static String how() {
    return "*Bare Kafka*: records as long, in the same topics and with the same settings, in"
        + " one process on the same broker: each command is a record; those that come at once are"
        + " answered in a transaction by records in `events`, `journal` and `outcomes`, and the"
        + " events are read by three committed readers, which do nothing with them.";
  }

  private void arrived(int reader, int parameter) {
    CountDownLatch[] waiting = clients;
    if (waiting.length > 0 && parameter % BarePath.READERS == reader) {
      waiting[parameter].countDown();
    }
    all.countDown();
  }

  /** So many changes in one command; seconds. */
  public double asOneSet(int changes) throws InterruptedException {
    clients = new CountDownLatch[0];
    CountDownLatch end = new CountDownLatch(changes * BarePath.READERS);
    all = end;
    byte[] set = records.command(0, changes);
    long begin = System.nanoTime();
    path.send("set-" + command++, set);
    path.await(end);
    return (System.nanoTime() - begin) / 1e9;
  }

  /**
   * One by one, from so many threads, each of which waits until one of the readers has its event;
   * seconds.
   */
  public double oneByOne(int changes, int threads) throws InterruptedException {
    CountDownLatch[] each = new CountDownLatch[changes];
    byte[][] sets = new byte[changes][];
    for (int change = 0; change < changes; change++) {
      each[change] = new CountDownLatch(1);
      sets[change] = records.command(change, 1);
    }
    CountDownLatch end = new CountDownLatch(changes * BarePath.READERS);
    clients = each;
    all = end;
    int round = command++;
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      long begin = System.nanoTime();
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        running.add(
            pool.submit(
                () -> {
                  for (int number = next.getAndIncrement();
                      number < changes;
                      number = next.getAndIncrement()) {
                    path.send("change-" + round + "-" + number, sets[number]);
                    path.await(each[number]);
                  }
                  return null;
                }));
      }
      for (Future<?> thread : running) {
        thread.get();
      }
      path.await(end);
      return (System.nanoTime() - begin) / 1e9;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a change did not come over Kafka: " + e.getCause(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  @Override
  public void close() throws InterruptedException {
    path.close();
  }
}
