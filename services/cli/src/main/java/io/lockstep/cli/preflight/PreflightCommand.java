package io.lockstep.cli.preflight;

import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code preflight}. */
@Command(
    name = "preflight",
    description = {
      "Let every node look whether its machine is as the cluster and the product need it: brokers,",
      "registry, clock, members, disks, the secret, and what the profile says. Changes nothing.",
      "With --config look at this machine before a node joins; none has to run for that.",
      "Exit code 6 when something fails, also when a member does not answer; a node that cluster.json",
      "names and that has never joined is a warning."
    },
    footer = {
      "%nFields with --output json: passed, failed, and items with node, check, subject, result",
      "(pass, fail, warn, skip), what, remedy (empty when there is nothing to do) and millis."
    })
public final class PreflightCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Properties file of a node: look at this machine with its settings.",
        "Default: the nodes of the cluster look at theirs."
      })
  private String config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {"With --config: instead of what the file says; repeatable.", "Default: none."})
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Option(
      names = "--profile",
      paramLabel = "FILE|NAME",
      description = {
        "With --config: the profile whose checks to make, a file or the name of one.",
        "Default: those that the cluster uses for the node."
      })
  private String profile;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  /** What all have found. */
  record Answer(long passed, long failed, List<PreflightRow> items) {}

  @Override
  public Integer call() {
    if (config == null && (profile != null || !overrides.isEmpty())) {
      throw new Failure(
          ExitCodes.USAGE, "usage", "--profile and --set go with --config; name the node's file");
    }
    List<PreflightRow> rows =
        config == null
            ? EveryNode.ask(cluster.everyNode())
            : BeforeJoin.look(config, overrides, profile);
    long failed = rows.stream().filter(PreflightRow::failed).count();
    long passed = rows.stream().filter(row -> row.result().equals("pass")).count();
    output.output().print(table(rows, passed, failed), new Answer(passed, failed, rows));
    return failed > 0 ? ExitCodes.REFUSED : ExitCodes.DONE;
  }

  private static Table table(List<PreflightRow> rows, long passed, long failed) {
    Table table = new Table("NODE", "CHECK", "SUBJECT", "RESULT", "TIME", "FOUND", "REMEDY");
    for (PreflightRow row : rows) {
      table.row(
          row.node(),
          row.check(),
          row.subject(),
          row.result(),
          row.millis() + " ms",
          row.what(),
          row.remedy().isEmpty() ? null : row.remedy());
    }
    return table.note("%d passed, %d failed".formatted(passed, failed));
  }
}
