package io.lockstep.node.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lockstep.materialize.check.CheckResult;
import io.lockstep.state.workload.Workload;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;

/** What the API answers who looks after the product. */
final class OperationsAnswers {
  private OperationsAnswers() {}

  /** What one check of a machine has found. */
  @Serdeable
  record CheckAnswer(
      String check, String subject, String result, String what, String remedy, long millis) {
    static CheckAnswer of(CheckResult result) {
      return new CheckAnswer(
          result.check(),
          result.subject(),
          result.result().text(),
          result.what(),
          result.remedy(),
          result.millis());
    }
  }

  /** What all checks of a node's machine have found. */
  @Serdeable
  record Preflight(String node, List<CheckAnswer> items) {}

  /** What a node is for. */
  @Serdeable
  record Share(String id, String state, boolean works, Map<String, Boolean> attributes) {}

  /** Who takes tasks of a kind. */
  @Serdeable
  record Task(String task, List<String> nodes, String reason) {}

  /** Which node does which work of the product. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record WorkloadAnswer(
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
    static WorkloadAnswer of(long revision, Workload workload) {
      return new WorkloadAnswer(
          revision,
          workload.duty().mode(),
          workload.duty().together(),
          workload.duty().working(),
          workload.duty().owner().orElse(null),
          workload.duty().epoch(),
          workload.policy(),
          workload.nodes().stream()
              .map(
                  node ->
                      new Share(node.id(), node.state().name(), node.works(), node.attributes()))
              .toList(),
          workload.tasks().stream()
              .map(task -> new Task(task.task(), task.nodes(), task.reason()))
              .toList(),
          workload.untaken());
    }
  }

  /** Something that is said of a name; of one node, or null for all. */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Explanation(String node, String text) {}

  /** Where a name is kept the same, where not, and why. */
  @Serdeable
  record Explanations(String name, long revision, List<Explanation> items) {}
}
