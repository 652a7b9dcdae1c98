package io.lockstep.benchmark.status;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The status application with many nodes. */
public final class StatusBenchmark implements Benchmark {
  /** System property: this number of nodes alone, to look for where the time goes. */
  public static final String NODES = "lockstep.bench.nodes";

  private static final Sizes FULL =
      new Sizes(
          List.of(100, 300, 1_000),
          Duration.ofSeconds(15),
          Duration.ofSeconds(6),
          Duration.ofSeconds(12));
  private static final Sizes QUICK =
      new Sizes(
          List.of(10, 30), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String description() {
    return "processor time of the status application, and report → status, up to 1,000 nodes";
  }

  @Override
  public String takes() {
    return "6 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    Integer only = Integer.getInteger(NODES);
    Sizes sizes = (plan.quick() ? QUICK : FULL).only(only == null ? List.of() : List.of(only));
    List<String> members =
        IntStream.rangeClosed(1, sizes.most()).mapToObj("b%04d"::formatted).toList();
    try (BenchCluster cluster = BenchCluster.start(plan.folder(), members, progress);
        StatusRun run = new StatusRun(cluster, sizes, plan.runs(), progress)) {
      return run.report(name(), members);
    }
  }
}
