package io.lockstep.cli.explain;

import io.lockstep.cli.client.OperationsClient.ExplainAnswer;
import io.lockstep.cli.client.OperationsClient.Explanation;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain NAME}. */
@Command(
    name = "explain",
    description = {
      "Say why something is kept the same on nodes, or is not: of a parameter where its values",
      "hold, of a file or a path in a folder which part of the profile has it, and which rule",
      "takes it in or leaves it out."
    },
    footer = {
      "%nFields with --output json: name, revision, and items with node (null for all) and text."
    })
public final class ExplainCommand implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "A parameter, a managed file, or a path in a folder.")
  private String name;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ExplainAnswer answer = cluster.client().operations().explain(name);
    output.output().print(String.join("\n", lines(answer)), answer);
  }

  /** What is the same on several nodes is said once. */
  private static List<String> lines(ExplainAnswer answer) {
    Map<String, List<String>> nodes = new LinkedHashMap<>();
    for (Explanation each : answer.items()) {
      List<String> ids = nodes.computeIfAbsent(each.text(), any -> new ArrayList<>());
      if (each.node() != null) {
        ids.add(each.node());
      }
    }
    List<String> lines = new ArrayList<>();
    nodes.forEach(
        (text, ids) ->
            lines.add(Table.escape(ids.isEmpty() ? text : String.join(", ", ids) + ": " + text)));
    return lines;
  }
}
