package io.lockstep.benchmark.start;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;

/** How long a node with a snapshot takes to be ready. */
public final class WarmBenchmark implements Benchmark {
  private static final double MOST_SECONDS = 2;
  private static final String NODE = "n2";

  @Override
  public String name() {
    return "warm";
  }

  @Override
  public String description() {
    return "start of a node from a snapshot of 1,000,000 parameters to ready";
  }

  @Override
  public String takes() {
    return "4 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int parameters = ColdBenchmark.parameters(plan.quick());
    List<Double> times = new ArrayList<>();
    List<Double> empty = new ArrayList<>();
    try (BenchCluster cluster = Filling.cluster(plan.folder(), progress)) {
      NodeStart node = new NodeStart(cluster, NODE);
      for (int run = 1; run <= plan.runs(); run++) {
        empty.add(node.warm());
      }
      cluster.stopNode(NODE);
      Filling.fill(cluster, parameters, progress);
      node.start();
      node.warm();
      Step.runs(progress, plan.runs(), () -> times.add(node.warm()));
    }
    return new Report(
        name(),
        List.of(
            ColdBenchmark.cluster(parameters)
                + " The other ends in order, which leaves a snapshot, and is started again: from the"
                + " start of its process, so with the JVM's own, until it says that it is ready, for"
                + " which it has compared the snapshot's digest with its image. It is looked every"
                + " 50 ms. *Empty*: the same before the parameters were set."),
        List.of(
            new Figure(
                "%,d parameters: start → ready".formatted(parameters),
                "s",
                new Runs(times),
                MOST_SECONDS),
            Figure.of("empty: start → ready", "s", new Runs(empty)),
            Figure.of(
                "%,d parameters take longer by".formatted(parameters), "s", longer(times, empty))),
        List.of());
  }

  private static Runs longer(List<Double> times, List<Double> empty) {
    double without = new Runs(empty).median();
    return new Runs(times.stream().map(each -> each - without).toList());
  }
}
