package io.lockstep.benchmark.growth;

import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.start.Filling;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.store.ManyChanges;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.List;

/** More and more parameters in a cluster of two nodes. */
final class EntitiesGrowth {
  private static final int SET = 1_000;
  private static final int ONE_BY_ONE = 50;

  private final List<Integer> sizes;
  private final int runs;

  /**
   * Measures nothing yet.
   *
   * @param sizes numbers of parameters, rising
   */
  EntitiesGrowth(List<Integer> sizes, int runs) {
    this.sizes = sizes;
    this.runs = runs;
  }

  List<Point> measure(Plan plan, Progress progress) throws InterruptedException {
    List<Point> points = new ArrayList<>();
    try (BenchCluster cluster = Filling.cluster(plan.folder().resolve("entities"), progress);
        ManyChanges changes = new ManyChanges(cluster.nodes(), 1)) {
      int filled = 0;
      for (int size : sizes) {
        Filling.fill(cluster, filled, size, progress);
        filled = size;
        String step = "%,d parameters".formatted(size);
        Step.run(progress, step, () -> measure(cluster, changes, step, points));
      }
    }
    return points;
  }

  private void measure(BenchCluster cluster, ManyChanges changes, String size, List<Point> points)
      throws InterruptedException {
    List<Double> one = new ArrayList<>();
    List<Double> set = new ArrayList<>();
    List<Double> memory = new ArrayList<>();
    changes.asOneSet(SET); // warms up
    for (int run = 0; run < runs; run++) {
      one.add(1e3 * changes.oneByOne(ONE_BY_ONE, 1) / ONE_BY_ONE);
      set.add(SET / changes.asOneSet(SET));
      memory.add(cluster.process("n1").residentMiB());
    }
    points.add(new Point(size, "one change, mean", "ms", new Runs(one)));
    points.add(new Point(size, "a set of %,d".formatted(SET), "/s", new Runs(set)));
    points.add(new Point(size, "resident memory of the primary", "MiB", new Runs(memory)));
  }
}
