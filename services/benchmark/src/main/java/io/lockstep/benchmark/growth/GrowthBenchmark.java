package io.lockstep.benchmark.growth;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.report.BarPlot;
import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same at ten times the size, and at ten times that. */
public final class GrowthBenchmark implements Benchmark {
  private static final List<Integer> NODES = List.of(3, 10, 30, 100);
  private static final List<Integer> ENTITIES = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64, 256);
  private static final List<Integer> QUICK_NODES = List.of(3, 6);
  private static final List<Integer> QUICK_ENTITIES = List.of(1_000, 4_000);
  private static final List<Integer> QUICK_CLIENTS = List.of(1, 16);
  private static final int WARM_UP = 30_000;
  private static final int QUICK_WARM_UP = 100;
  private static final int CHANGES = 100;
  private static final int QUICK_CHANGES = 10;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "3 to 100 nodes, a thousand to a million parameters, changes a second to saturation";
  }

  @Override
  public String takes() {
    return "20 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    boolean quick = plan.quick();
    int runs = quick ? 1 : plan.runs();
    List<Point> points =
        new ArrayList<>(
            new LoadGrowth(quick ? QUICK_CLIENTS : CLIENTS, quick ? QUICK_WARM_UP : WARM_UP, runs)
                .measure(plan.folder().resolve("load"), progress));
    points.addAll(
        new EntitiesGrowth(quick ? QUICK_ENTITIES : ENTITIES, runs).measure(plan, progress));
    // Last: this process is not the same after it was a hundred nodes.
    NodesGrowth nodes =
        new NodesGrowth(quick ? QUICK_NODES : NODES, quick ? QUICK_CHANGES : CHANGES, runs);
    points.addAll(nodes.measure(plan.folder().resolve("nodes"), progress));
    return new Report(
        name(),
        List.of(
            "*Nodes*: a real primary, and the rest in one process, each the node's own code with its"
                + " threads and connections, but without an API and managed files; they share the two"
                + " cores. The time of a change, and of a set, is until all of them have applied it."
                + " *Clients*: of three nodes that are processes, each of which waits for its answer"
                + " before its next change. *Parameters*: two nodes that are processes, with a heap"
                + " of 2 GiB, filled in sets of 10,000; the time is until both have applied the"
                + " change."),
        points.stream().map(Point::line).toList(),
        nodes.missing(),
        plots(points));
  }

  /** One for each figure of each kind of size. */
  static List<String> plots(List<Point> points) {
    Map<String, BarPlot> plots = new LinkedHashMap<>();
    for (Point point : points) {
      String kind = point.size().replaceAll("[\\d,]+ ", "").replaceAll("^client$", "clients");
      plots
          .computeIfAbsent(
              point.figure() + " by " + kind, title -> new BarPlot(title, point.unit()))
          .add(point.size(), point.runs().median());
    }
    return plots.values().stream().flatMap(plot -> plot.lines().stream()).toList();
  }
}
