package io.lockstep.benchmark;

import io.lockstep.benchmark.report.Machine;
import io.lockstep.benchmark.report.MarkdownTable;
import io.lockstep.benchmark.report.ReadmeSection;
import io.lockstep.benchmark.report.Report;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bench}. */
@Command(
    name = "bench",
    description = {
      "Measure Lockstep on this machine, as a user runs it, and write the tables in",
      "services/benchmark/README.md. The machine should do nothing else meanwhile."
    },
    footer = {
      "%nExit code 0 when all was measured, whether or not a goal was reached; 1 otherwise.",
      "Fields with --output json: machine, and reports (name, how, missing and figures: name,",
      "unit, runs, median, lowest, highest, atMost, atLeast and held, null without a",
      "goal)."
    })
final class BenchCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = {"What to measure.", "Default: all."})
  private List<String> names = List.of();

  @Option(names = "--list", description = "Only say what can be measured.")
  private boolean list;

  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "" + Plan.FEWEST_RUNS,
      description = {"Runs of each figure, 5 or more.", "Default: ${DEFAULT-VALUE}."})
  private int runs;

  @Option(
      names = "--quick",
      description = "Short and small, to see that it works: the figures mean nothing.")
  private boolean quick;

  @Option(names = "--no-write", description = "Leave the README as it is. So does --quick.")
  private boolean noWrite;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = {
        "Folder for all it makes, new or empty; it stays.",
        "Default: a new one among the temporary ones, which is deleted."
      })
  private Path dir;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (list) {
      Table table = new Table("NAME", "TAKES", "MEASURES");
      Benchmarks.ALL.forEach(each -> table.row(each.name(), each.takes(), each.description()));
      output.output().print(table, JsonReport.list(Benchmarks.ALL));
      return ExitCodes.DONE;
    }
    if (runs < Plan.FEWEST_RUNS && !quick) {
      throw usage("--runs is " + runs + ", wanted 5 or more: fewer say nothing of the spread");
    }
    List<Benchmark> wanted = wanted();
    Path home = Path.of(System.getProperty("lockstep.home", ".")).toAbsolutePath().normalize();
    Machine machine = Machine.here(home);
    List<Report> reports = new ArrayList<>();
    for (Benchmark benchmark : wanted) {
      try (WorkFolder folder = WorkFolder.of(dir, benchmark.name());
          ProgressLines progress = new ProgressLines(spec.commandLine().getErr())) {
        reports.add(benchmark.run(new Plan(folder.path(), runs, quick), progress));
      }
    }
    for (Report report : reports) {
      tell(report, machine, home.resolve("services/benchmark/README.md"));
    }
    if (output.format() == Format.JSON) {
      output.output().print("", JsonReport.of(machine, reports));
    }
    return reports.stream().allMatch(report -> report.missing().isEmpty())
        ? ExitCodes.DONE
        : ExitCodes.FAILED;
  }

  private List<Benchmark> wanted() {
    if (names.isEmpty()) {
      return Benchmarks.ALL;
    }
    return names.stream()
        .map(
            name ->
                Benchmarks.named(name)
                    .orElseThrow(
                        () ->
                            usage(
                                "there is no benchmark '%s', but %s"
                                    .formatted(
                                        name,
                                        String.join(
                                            ", ",
                                            Benchmarks.ALL.stream()
                                                .map(Benchmark::name)
                                                .toList())))))
        .toList();
  }

  private void tell(Report report, Machine machine, Path readme) throws IOException {
    List<String> lines = MarkdownTable.of(report, machine);
    if (output.format() != Format.JSON) {
      output.output().print("\n" + report.name() + "\n\n" + String.join("\n", lines), Map.of());
    }
    if (!quick && !noWrite && Files.exists(readme)) {
      ReadmeSection.write(readme, report.name(), lines);
    }
  }

  private static Failure usage(String message) {
    return new Failure(ExitCodes.USAGE, "usage", message);
  }
}
