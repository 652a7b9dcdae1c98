package io.lockstep.cli.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What operators of the product ask of nodes, and change of them. Thread-safe. */
public final class OperationsClient {
  private static final Duration PREFLIGHT = Duration.ofSeconds(60);

  private final Exchange exchange;

  OperationsClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Lets the node look at its machine; waits up to a minute. */
  public PreflightAnswer preflight() {
    return exchange.read(
        exchange.request("preflight").timeout(PREFLIGHT).build(), PreflightAnswer.class);
  }

  /** Which node does which work of the product. */
  public WorkloadAnswer workload() {
    return exchange.read(exchange.request("workload").build(), WorkloadAnswer.class);
  }

  /** Where a name is kept the same, where not, and why. */
  public ExplainAnswer explain(String name) {
    return exchange.read(
        exchange.request("explain" + Paths.query("name", name)).build(), ExplainAnswer.class);
  }

  /** Changes what a member is for. */
  public ChangeAnswer change(String id, NodeDuties duties) {
    return exchange.patch("nodes/" + Paths.encode(id), duties);
  }

  /** What the checks of a node's machine have found. */
  public record PreflightAnswer(String node, List<CheckItem> items) {
    /** Never null. */
    public PreflightAnswer {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  /** What one check has found. */
  public record CheckItem(
      String check, String subject, String result, String what, String remedy, long millis) {}

  /** Which node does which work. */
  public record WorkloadAnswer(
      long revision,
      String mode,
      boolean together,
      List<String> working,
      String owner,
      long epoch,
      String policy,
      List<Share> nodes,
      List<Task> tasks,
      List<String> untaken) {
    /** Never null, but for the owner. */
    public WorkloadAnswer {
      working = working == null ? List.of() : List.copyOf(working);
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
      tasks = tasks == null ? List.of() : List.copyOf(tasks);
      untaken = untaken == null ? List.of() : List.copyOf(untaken);
    }
  }

  /** What a node is for. */
  public record Share(String id, String state, boolean works, Map<String, Boolean> attributes) {}

  /** Who takes tasks of a kind. */
  public record Task(String task, List<String> nodes, String reason) {
    /** Never null. */
    public Task {
      nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }
  }

  /** What is said of a name. */
  public record ExplainAnswer(String name, long revision, List<Explanation> items) {
    /** Never null. */
    public ExplainAnswer {
      items = items == null ? List.of() : List.copyOf(items);
    }
  }

  /** Something that is said; of one node, or null for all. */
  public record Explanation(String node, String text) {}
}
