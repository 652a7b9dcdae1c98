package io.lockstep.cli.workload;

import io.lockstep.cli.client.OperationsClient.Task;
import io.lockstep.cli.client.OperationsClient.WorkloadAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code workload}. */
@Command(
    name = "workload",
    description = {
      "Say which node does which work of the product: who works in the mode that the cluster is",
      "in, who has what one node alone does, and who takes which kind of task.",
      "Change it with `node set`, `node drain`, and the parameters Cluster.mode and",
      "EventQueue.DispatchPolicy.name."
    },
    footer = {
      "%nFields with --output json: revision, mode, together (false: each node for itself),",
      "working, owner, epoch, policy, nodes (id, state, works, attributes), tasks (task, nodes,",
      "reason) and untaken (tasks that no node takes)."
    })
public final class WorkloadCommand implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    WorkloadAnswer answer = cluster.client().operations().workload();
    Table table = new Table("TASK", "NODES", "WHY");
    for (Task task : answer.tasks()) {
      table.row(
          task.task(),
          task.nodes().isEmpty() ? "nobody" : String.join(",", task.nodes()),
          task.reason());
    }
    table.note(
        "mode %s: %s%s; policy %s"
            .formatted(
                answer.mode(),
                answer.working().isEmpty()
                    ? "no node works"
                    : String.join(", ", answer.working()) + " work",
                answer.together() || answer.working().isEmpty() ? "" : ", each for itself",
                answer.policy()));
    table.note(
        answer.owner() == null
            ? "no node owns what one node alone does: there is no primary"
            : answer.owner() + " alone has what one node does, in epoch " + answer.epoch());
    if (!answer.untaken().isEmpty()) {
      table.note("nobody takes: " + String.join(", ", answer.untaken()));
    }
    output.output().print(table, answer);
  }
}
