package io.lockstep.cli.preflight;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks nodes beside each other what they find on their machines. */
final class EveryNode {
  private static final int THREADS = 8;

  private EveryNode() {}

  /** The rows of all, in the order of the nodes; a node that does not answer is a failed row. */
  static List<PreflightRow> ask(Map<String, NodeClient> nodes) {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<PreflightRow>>> asked = new ArrayList<>();
      nodes.forEach((id, client) -> asked.add(pool.submit(() -> ask(id, client))));
      List<PreflightRow> rows = new ArrayList<>();
      for (Future<List<PreflightRow>> each : asked) {
        rows.addAll(each.get());
      }
      return rows;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static List<PreflightRow> ask(String id, NodeClient client) {
    long start = System.nanoTime();
    try {
      return client.operations().preflight().items().stream()
          .map(item -> PreflightRow.of(id, item))
          .toList();
    } catch (Failure e) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      return List.of(
          PreflightRow.failed(
              id,
              client.url().toString(),
              e.getMessage() + " [" + e.code() + "]",
              "start the node, or remove it if it is gone",
              millis));
    }
  }
}
