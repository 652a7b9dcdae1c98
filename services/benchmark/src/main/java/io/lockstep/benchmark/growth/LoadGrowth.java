package io.lockstep.benchmark.growth;

import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.store.ManyChanges;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** More and more clients of three nodes, each of which waits for its answer. */
final class LoadGrowth {
  private static final int NODES = 3;

  /** Changes of each client in a run, within bounds. */
  private static final int EACH = 40;

  private static final int FEWEST = 100;

  private final List<Integer> sizes;
  private final int warmUp;
  private final int runs;

  /**
   * Measures nothing yet.
   *
   * @param sizes numbers of clients, rising
   * @param warmUp changes before the first run
   */
  LoadGrowth(List<Integer> sizes, int warmUp, int runs) {
    this.sizes = sizes;
    this.warmUp = warmUp;
    this.runs = runs;
  }

  List<Point> measure(Path folder, Progress progress) throws InterruptedException {
    List<Point> points = new ArrayList<>();
    int most = sizes.get(sizes.size() - 1);
    try (BenchCluster cluster =
            BenchCluster.start(folder, NODES, Map.of("command.timeout.ms", "60000"), progress);
        ManyChanges changes = new ManyChanges(cluster.nodes(), most)) {
      changes.oneByOne(warmUp, most); // connects, too
      for (int clients : sizes) {
        String size = clients + (clients == 1 ? " client" : " clients");
        Step.run(progress, size, () -> measure(changes, clients, size, points));
      }
    }
    return points;
  }

  private void measure(ManyChanges changes, int clients, String size, List<Point> points)
      throws InterruptedException {
    int number = Math.max(FEWEST, clients * EACH);
    List<Double> rates = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      rates.add(number / changes.oneByOne(number, clients));
    }
    points.add(new Point(size, "changes one by one", "/s", new Runs(rates)));
    points.add(
        new Point(
            size,
            "a client waits, mean",
            "ms",
            new Runs(rates.stream().map(rate -> 1e3 * clients / rate).toList())));
  }
}
