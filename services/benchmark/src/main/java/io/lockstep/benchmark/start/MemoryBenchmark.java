package io.lockstep.benchmark.start;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.store.ManyChanges;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What a node takes of the machine's memory. */
public final class MemoryBenchmark implements Benchmark {
  private static final int PARAMETERS = 100_000;
  private static final int QUICK = 10_000;
  private static final int CHANGES = 1_000;
  private static final double MOST_MIB = 300;
  private static final int REST_SECONDS = 15;
  private static final String PRIMARY = "n1";
  private static final String OTHER = "n2";

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String description() {
    return "resident memory of a node with 100,000 parameters";
  }

  @Override
  public String takes() {
    return "5 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int parameters = plan.quick() ? QUICK : PARAMETERS;
    List<Double> primary = new ArrayList<>();
    List<Double> cold = new ArrayList<>();
    List<Double> warm = new ArrayList<>();
    List<Double> worked = new ArrayList<>();
    try (BenchCluster cluster =
            BenchCluster.start(plan.folder(), 2, Map.of("command.timeout.ms", "60000"), progress);
        ManyChanges changes = new ManyChanges(cluster.nodes(), 1)) {
      Filling.fill(cluster, parameters, progress);
      NodeStart node = new NodeStart(cluster, OTHER);
      Step.runs(
          progress,
          plan.runs(),
          () -> {
            node.cold();
            rest();
            cold.add(cluster.process(OTHER).residentMiB());
            node.awaitSnapshot();
            node.warm();
            rest();
            warm.add(cluster.process(OTHER).residentMiB());
            changes.asOneSet(CHANGES);
            node.awaitSnapshot();
            rest();
            worked.add(cluster.process(OTHER).residentMiB());
            primary.add(cluster.process(PRIMARY).residentMiB());
          });
    }
    return new Report(
        name(),
        List.of(
            "Two nodes with %,d parameters, each a process of the sandbox with its defaults, among"
                    .formatted(parameters)
                + " them a heap of 256 MiB. Resident memory as the system counts it, of the whole"
                + " process, after %d s without a change: of the primary once all was set through it and"
                    .formatted(REST_SECONDS)
                + " a set of %,d more was made; of the other once it was ready without a snapshot,"
                    .formatted(CHANGES)
                + " and with one, and after that set and its next snapshot. The other is started"
                + " anew in each run."),
        List.of(
            figure("primary", primary),
            figure("node after a cold start", cold),
            figure("node after a warm start", warm),
            figure("node after a set of %,d".formatted(CHANGES), worked)),
        List.of());
  }

  /** A node gives memory back when nothing came for 5 to 10 s. */
  private static void rest() throws InterruptedException {
    TimeUnit.SECONDS.sleep(REST_SECONDS);
  }

  private static Figure figure(String name, List<Double> values) {
    return new Figure(name, "MiB", new Runs(values), MOST_MIB);
  }
}
