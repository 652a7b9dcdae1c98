package io.lockstep.benchmark.store;

import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.client.Precondition;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;

/**
 * Changes many parameters through the API of the nodes, to other values each time. Each time ends
 * when every node has answered that it has applied the last change.
 */
public final class ManyChanges implements AutoCloseable {
  private static final String SCOPE = "shared";

  private final List<NodeClient> nodes;
  private final ExecutorService threads;
  private int round;

  /**
   * Through these nodes.
   *
   * @param clients the most that change at the same time
   */
  public ManyChanges(List<NodeClient> nodes, int clients) {
    this.nodes = List.copyOf(nodes);
    threads = Executors.newFixedThreadPool(Math.max(clients, nodes.size()));
  }

  /** As one set, through one node after another; seconds. */
  public double asOneSet(int changes) throws InterruptedException {
    return asOneSet(0, changes);
  }

  /** The same with the parameters from this number on. */
  public double asOneSet(int first, int changes) throws InterruptedException {
    int now = round++;
    NodeClient node = nodes.get(now % nodes.size());
    ChangeSet set =
        new ChangeSet(
            IntStream.range(first, first + changes)
                .mapToObj(number -> Operation.set(key(number), SCOPE, value(number, now)))
                .toList());
    long begin = System.nanoTime();
    long revision = node.apply(set).revision();
    awaitApplied(first, revision);
    return (System.nanoTime() - begin) / 1e9;
  }

  /** One by one, from so many clients, each of which waits for its answer; seconds. */
  public double oneByOne(int changes, int clients) throws InterruptedException {
    int now = round++;
    AtomicLong newest = new AtomicLong();
    long begin = System.nanoTime();
    fromClients(
        changes,
        clients,
        (node, number) ->
            newest.accumulateAndGet(
                node.set(key(number), SCOPE, value(number, now), Precondition.NONE).revision(),
                Math::max));
    awaitApplied(0, newest.get());
    return (System.nanoTime() - begin) / 1e9;
  }

  /** The same clients ask for as many parameters, and change nothing; seconds. */
  public double asked(int questions, int clients) throws InterruptedException {
    long begin = System.nanoTime();
    fromClients(
        questions,
        clients,
        (node, number) -> node.configurationItem(key(number), SCOPE, null, false));
    return (System.nanoTime() - begin) / 1e9;
  }

  private void fromClients(int requests, int clients, ObjIntConsumer<NodeClient> request)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int client = 0; client < clients; client++) {
      NodeClient node = nodes.get(client % nodes.size());
      running.add(
          threads.submit(
              () -> {
                for (int number = next.getAndIncrement();
                    number < requests;
                    number = next.getAndIncrement()) {
                  request.accept(node, number);
                }
              }));
    }
    for (Future<?> each : running) {
      get(each);
    }
  }

  private void awaitApplied(int parameter, long revision) throws InterruptedException {
    List<Future<?>> waiting = new ArrayList<>();
    for (NodeClient each : nodes) {
      waiting.add(
          threads.submit(() -> each.configurationItem(key(parameter), SCOPE, revision, false)));
    }
    for (Future<?> each : waiting) {
      get(each);
    }
  }

  private static void get(Future<?> work) throws InterruptedException {
    try {
      work.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a request was not answered: " + e.getCause(), e);
    }
  }

  private static String key(int number) {
    return "bench.key-%07d".formatted(number);
  }

  private static String value(int number, int round) {
    return "value " + number + " of round " + round;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
