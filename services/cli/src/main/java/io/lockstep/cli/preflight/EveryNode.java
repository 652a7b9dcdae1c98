package io.lockstep.cli.preflight;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.cluster.ClusterOptions.Nodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.failure.NodeRemedy;
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

  /**
   * The rows of all, in the order of the nodes; a member that does not answer is a failed row, and
   * one that has never joined a warning: cluster.json has it since `node init`.
   */
  static List<PreflightRow> ask(Nodes all) {
    Map<String, NodeClient> nodes = all.clients();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<List<PreflightRow>>> asked = new ArrayList<>();
      nodes.forEach(
          (id, client) ->
              asked.add(pool.submit(() -> ask(id, client, all.strangers().contains(id)))));
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

  private static List<PreflightRow> ask(String id, NodeClient client, boolean stranger) {
    long start = System.nanoTime();
    try {
      return client.operations().preflight().items().stream()
          .map(item -> PreflightRow.of(id, item))
          .toList();
    } catch (Failure e) {
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (stranger && e.isSilence()) {
        return List.of(
            PreflightRow.warned(
                id,
                client.url().toString(),
                "it is no member of the cluster and does not answer: cluster.json names it alone",
                "start it, so that it joins; or lockstep node forget " + id,
                millis));
      }
      return List.of(
          PreflightRow.failed(
              id,
              client.url().toString(),
              e.getMessage() + " [" + e.code() + "]",
              NodeRemedy.of(e),
              millis));
    }
  }
}
