package io.lockstep.benchmark.jmh;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.BuiltJars;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Time and allocation of the hot code for each event, under JMH. */
public final class MicroBenchmark implements Benchmark {
  private static final String MODULE = "micro";

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public String description() {
    return "time and allocated bytes of the hot code for each event, under JMH";
  }

  @Override
  public String takes() {
    return "7 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    return run(plan, ".*", progress);
  }

  /**
   * Measures a part.
   *
   * @param which regular expression of the names of JMH's benchmarks
   */
  Report run(Plan plan, String which, Progress progress) throws InterruptedException {
    Optional<Path> jars = BuiltJars.of(MODULE);
    if (jars.isEmpty()) {
      return report(plan, List.of("they are not built: " + BuiltJars.missing(MODULE)));
    }
    JmhProcess jmh = new JmhProcess(jars.get(), plan);
    String step = "measure the hot code";
    long begin = System.nanoTime();
    progress.begun(step);
    try {
      JmhResults results = JmhResults.read(jmh.run(which));
      progress.ended(step, Duration.ofNanos(System.nanoTime() - begin));
      return new Report(name(), how(plan), results.figures(), results.missing());
    } catch (IllegalStateException e) {
      return report(plan, List.of(e.getMessage()));
    }
  }

  private Report report(Plan plan, List<String> missing) {
    return new Report(name(), how(plan), List.of(), missing);
  }

  private static List<String> how(Plan plan) {
    return List.of(
        "The classes of a node, called one after another in one thread of a JVM with the options"
            + " `%s`, as an installed node has them.".formatted(String.join(" ", JmhProcess.NODE))
            + " What they are given is what `bench set` makes: changes of parameters that have a"
            + " value, in sets of 10,000, decided, signed and encoded by the same classes, and"
            + " decoded again where a node would have decoded them; each result is checked. No"
            + " broker, no registry, no disk. All figures are for one event: JMH's average time of"
            + " %s of them, and `gc.alloc.rate.norm` of its GC profiler; collecting is"
                .formatted(JmhProcess.sizes(plan))
            + " part of the time. *Follow* is all that a node does between decoding and publishing,"
            + " so verifying and replaying are in it.",
        "%d iterations of %s in each of %d JVMs, each after %d to warm up."
            .formatted(
                JmhProcess.iterations(plan),
                JmhProcess.time(plan),
                JmhProcess.forks(plan),
                JmhProcess.warmUps(plan)));
  }
}
