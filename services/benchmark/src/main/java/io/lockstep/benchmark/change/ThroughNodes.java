package io.lockstep.benchmark.change;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes a parameter through the API of one node after another. Each node is asked beforehand for
 * the parameter as of the next revision, which it answers once it has applied that.
 */
final class ThroughNodes implements AutoCloseable {
  private static final String KEY = "bench.value";
  private static final String SCOPE = "shared";

  /** Until the questions have come to the nodes. */
  private static final Duration ASKED = Duration.ofMillis(5);

  private final List<NodeClient> nodes;
  private final ExecutorService threads;
  private int next;

  ThroughNodes(List<NodeClient> nodes) {
    this.nodes = nodes;
    threads = Executors.newFixedThreadPool(nodes.size());
    first();
  }

  private void first() {
    long revision = nodes.get(0).set(KEY, SCOPE, "first", Precondition.NONE).revision();
    nodes.forEach(node -> node.configurationItem(KEY, SCOPE, revision, false));
  }

  /**
   * One change, from before the request until every node has applied it, in milliseconds; empty if
   * another change, such as a certificate's, came between.
   */
  OptionalDouble change(String value) throws InterruptedException {
    long wanted = nodes.get(0).state(Duration.ofSeconds(5)).revision() + 1;
    NodeClient node = nodes.get(next++ % nodes.size());
    List<Future<Long>> applied = new ArrayList<>();
    for (NodeClient each : nodes) {
      applied.add(
          threads.submit(
              () -> {
                each.configurationItem(KEY, SCOPE, wanted, false);
                return System.nanoTime();
              }));
    }
    // Those who wait for the change wait already, as the readers of the bare path do.
    LockSupport.parkNanos(ASKED.toNanos());
    long begin = System.nanoTime();
    ChangeAnswer answer = node.set(KEY, SCOPE, value, Precondition.NONE);
    long end = System.nanoTime();
    for (Future<Long> each : applied) {
      end = Math.max(end, get(each));
    }
    return answer.revision() == wanted
        ? OptionalDouble.of((end - begin) / 1e6)
        : OptionalDouble.empty();
  }

  /** One node after another is asked for the parameter, in milliseconds. */
  double question() {
    NodeClient node = nodes.get(next++ % nodes.size());
    long begin = System.nanoTime();
    node.configurationItem(KEY, SCOPE, null, false);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static long get(Future<Long> time) throws InterruptedException {
    try {
      return time.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a node did not apply a change: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
