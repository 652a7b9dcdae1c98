package io.lockstep.benchmark.content;

import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.cluster.WarmUp;
import io.lockstep.benchmark.content.Loads.Load;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.sandbox.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Lets several ways do the same, one after the other, several times. */
final class Turns {
  private static final Load SMALL = new Load("1,000 files of 4 KiB", 1_000, 4 * 1024);
  private static final Load LARGE = new Load("10 files of 10 MiB", 10, 10 * 1024 * 1024);
  private static final String CHANGE = "one changed byte in 100 MiB";
  private static final long LARGE_BYTES = 100L * 1024 * 1024;
  private static final double MOST = 1.0;

  private final Loads loads = new Loads();
  private final Plan plan;
  private final Progress progress;
  private final WarmUp warmUp;
  private final Path large;
  private int made;

  Turns(Plan plan, Progress progress, WarmUp warmUp) throws IOException {
    this.plan = plan;
    this.progress = progress;
    this.warmUp = warmUp;
    this.large = plan.folder().resolve("made").resolve(Loads.LARGE);
    loads.large(large, LARGE_BYTES);
  }

  /**
   * Measures.
   *
   * @param prefix of the figures' names
   * @param peer has to be reached; null where it is not there
   * @param limit cannot be reached; null where it is not measured
   */
  List<Figure> measure(String prefix, Way ours, Way peer, Way limit)
      throws IOException, InterruptedException {
    List<Way> ways = Stream.of(ours, peer, limit).filter(Objects::nonNull).toList();
    Map<String, Map<Way, List<Took>>> all = new LinkedHashMap<>();
    for (Way way : ways) {
      way.begin(large);
    }
    if (!plan.quick()) {
      warmUp.run(number -> turn(prefix + "warm-up " + number, ways, new LinkedHashMap<>()));
    }
    int runs = plan.quick() ? 1 : plan.runs();
    for (int run = 1; run <= runs; run++) {
      turn(prefix + "run " + run + " of " + runs, ways, all);
    }
    warmUp.measured();
    return figures(prefix, all, ours, peer, limit);
  }

  private void turn(String step, List<Way> ways, Map<String, Map<Way, List<Took>>> all)
      throws IOException, InterruptedException {
    Step.run(progress, step, () -> turn(ways, all));
  }

  private void turn(List<Way> ways, Map<String, Map<Way, List<Took>>> all)
      throws IOException, InterruptedException {
    for (Load load : List.of(SMALL, LARGE)) {
      Path files = plan.folder().resolve("made").resolve("load-" + made++);
      loads.prepare(files, load);
      for (Way way : ways) {
        keep(all, load.name(), way, way.appear(load, files));
      }
      Loads.delete(files);
    }
    long place = loads.place(LARGE_BYTES);
    for (Way way : ways) {
      keep(all, CHANGE, way, way.change(place));
    }
  }

  private static void keep(
      Map<String, Map<Way, List<Took>>> all, String load, Way way, Took value) {
    all.computeIfAbsent(load, key -> new LinkedHashMap<>())
        .computeIfAbsent(way, key -> new ArrayList<>())
        .add(value);
  }

  private static List<Figure> figures(
      String prefix, Map<String, Map<Way, List<Took>>> all, Way ours, Way peer, Way limit) {
    List<Figure> figures = new ArrayList<>();
    all.forEach(
        (load, values) -> {
          String name = prefix + load + ": ";
          values.forEach(
              (way, each) -> figures.add(Figure.of(name + way.name(), "ms", millis(each))));
          Runs here = millis(values.get(ours));
          Runs there = peer == null ? null : millis(values.get(peer));
          if (there != null) {
            figures.add(new Figure(name + over(ours, peer), "", here.over(there), MOST));
          }
          if (limit != null) {
            Runs least = millis(values.get(limit));
            figures.add(Figure.of(name + over(ours, limit), "", here.over(least)));
            if (there != null) {
              figures.add(Figure.of(name + over(limit, peer), "", least.over(there)));
            }
            for (Way way : List.of(ours, limit)) {
              processors(name + way.name(), values.get(way), there, figures);
            }
          }
        });
    return figures;
  }

  /** With all processors at work all the time, it would take its part of their time. */
  private static void processors(String name, List<Took> each, Runs peer, List<Figure> figures) {
    int processors = Runtime.getRuntime().availableProcessors();
    Runs work = new Runs(each.stream().map(Took::processorMillis).toList());
    if (!Double.isNaN(work.median())) {
      figures.add(Figure.of(name + ", processor time", "ms", work));
      if (peer != null) {
        Runs least = new Runs(work.values().stream().map(ms -> ms / processors).toList());
        figures.add(
            Figure.of(
                name + ", processor time / %d processors / rsync".formatted(processors),
                "",
                least.over(peer)));
      }
    }
  }

  private static Runs millis(List<Took> each) {
    return new Runs(each.stream().map(Took::millis).toList());
  }

  private static String over(Way one, Way other) {
    return one.name() + " / " + other.name();
  }
}
