package io.lockstep.benchmark.peers;

import io.lockstep.benchmark.peers.Store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store with three watchers, each on a connection of its own. Its works: {@code puts N} and
 * {@code transactions N SIZE}, sent without waiting for each other; {@code clients N CLIENTS}, each
 * of which waits for its answer; seconds until all is acknowledged and all watchers were told.
 * {@code changes N}, one after another: milliseconds of each.
 */
final class StorePeer implements Peer {
  private static final int WATCHERS = 3;
  private static final long PATIENCE_SECONDS = 120;

  private final Store store;
  private final List<Arrivals> watchers = new ArrayList<>();
  private int prepared;
  private int round;

  StorePeer(Store store) {
    this.store = store;
  }

  @Override
  public double[] measure(String work, int[] numbers) throws Exception {
    prepare(numbers[0]);
    round++;
    return switch (work) {
      case "puts" -> new double[] {timed(numbers[0], () -> puts(numbers[0]))};
      case "transactions" ->
          new double[] {timed(numbers[0], () -> transactions(numbers[0], numbers[1]))};
      case "clients" -> new double[] {timed(numbers[0], () -> clients(numbers[0], numbers[1]))};
      case "changes" -> changes(numbers[0]);
      default -> throw new IllegalArgumentException("a store does no " + work);
    };
  }

  private void prepare(int keys) throws Exception {
    if (keys > prepared) {
      List<String> more = new ArrayList<>();
      for (int key = prepared; key < keys; key++) {
        more.add(key(key));
      }
      store.prepare(more);
      prepared = keys;
    }
    while (watchers.size() < WATCHERS) {
      Arrivals arrivals = new Arrivals();
      store.watch(arrivals);
      watchers.add(arrivals);
    }
  }

  private double timed(int changes, Callable<?> work) throws Exception {
    List<Long> wanted = watchers.stream().map(watcher -> watcher.number() + changes).toList();
    long begin = System.nanoTime();
    work.call();
    for (int watcher = 0; watcher < WATCHERS; watcher++) {
      watchers.get(watcher).await(wanted.get(watcher));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private Void puts(int number) throws Exception {
    List<CompletableFuture<?>> sent = new ArrayList<>(number);
    for (int key = 0; key < number; key++) {
      sent.add(store.put(0, change(key)));
    }
    return all(sent);
  }

  private Void transactions(int number, int size) throws Exception {
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int first = 0; first < number; first += size) {
      List<Change> changes = new ArrayList<>();
      for (int key = first; key < Math.min(number, first + size); key++) {
        changes.add(change(key));
      }
      sent.add(store.transaction(changes));
    }
    return all(sent);
  }

  private static Void all(List<CompletableFuture<?>> sent) throws Exception {
    CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    return null;
  }

  private Void clients(int number, int clients) throws Exception {
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int connection = client;
        running.add(
            threads.submit(
                () -> {
                  for (int key = next.getAndIncrement();
                      key < number;
                      key = next.getAndIncrement()) {
                    store.put(connection, change(key)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
      return null;
    } finally {
      threads.shutdownNow();
    }
  }

  private double[] changes(int number) throws Exception {
    double[] millis = new double[number];
    for (int change = 0; change < number; change++) {
      int key = change;
      millis[change] =
          1e3 * timed(1, () -> store.put(0, change(key)).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }
    return millis;
  }

  private Change change(int key) {
    return new Change(key(key), "value " + key + " of round " + round);
  }

  private static String key(int number) {
    return "/bench/key-%06d".formatted(number);
  }

  @Override
  public void close() {
    store.close();
  }
}
