package io.lockstep.benchmark.start;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;

/** How long a node without a snapshot takes to be ready, beside others that read such a topic. */
public final class ColdBenchmark implements Benchmark {
  /** System property: this number of parameters, to look for where the time goes. */
  public static final String PARAMETERS = "lockstep.bench.parameters";

  private static final int FULL = 1_000_000;
  private static final int QUICK = 20_000;
  private static final int EMPTY_STARTS = 3;
  private static final String NODE = "n2";

  @Override
  public String name() {
    return "cold";
  }

  @Override
  public String description() {
    return "start of a node with 1,000,000 live events to ready, beside a bare consumer, KCache and"
        + " a GlobalKTable";
  }

  @Override
  public String takes() {
    return "6 min";
  }

  static int parameters(boolean quick) {
    return Integer.getInteger(PARAMETERS, quick ? QUICK : FULL);
  }

  /** What it is, in words. */
  static String cluster(int parameters) {
    return "Two nodes, broker and registry are processes of the sandbox; the nodes' heap is 2 GiB and"
        + " not the sandbox's 256 MiB, for 1,000,000 parameters, and the status application does not"
        + " run. %,d parameters are set through the API in sets of 10,000, accepted by the primary as"
            .formatted(parameters)
        + " any change, while the other node does not run.";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int parameters = parameters(plan.quick());
    try (BenchCluster cluster = Filling.cluster(plan.folder(), progress)) {
      NodeStart node = new NodeStart(cluster, NODE);
      List<Double> empty = new ArrayList<>();
      for (int number = 0; number < (plan.quick() ? 1 : EMPTY_STARTS); number++) {
        empty.add(node.cold());
      }
      cluster.stopNode(NODE);
      Filling.fill(cluster, parameters, progress);
      node.start();
      ColdRun run = new ColdRun(cluster, plan.folder(), node, parameters, new Runs(empty).median());
      run.measure();
      run.forget();
      Step.runs(progress, plan.runs(), run::measure);
      return run.report(name());
    }
  }
}
