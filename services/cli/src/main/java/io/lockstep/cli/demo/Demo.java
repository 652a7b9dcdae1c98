package io.lockstep.cli.demo;

import io.lockstep.cli.output.StepLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Runs the steps in order, up to the first that does not hold. */
final class Demo {
  private final Path folder;
  private final StepLines lines;

  Demo(Path folder, StepLines lines) {
    this.folder = folder;
    this.lines = lines;
  }

  /** Whether every step held; nothing that was started still runs then, nor otherwise. */
  boolean run() {
    // The sandbox has a hook of its own, which stops its processes.
    Thread hook =
        new Thread(
            () -> lines.last("demo: interrupted; stopping everything in " + folder),
            "lockstep-demo-interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean held = runSteps();
    Runtime.getRuntime().removeShutdownHook(hook);
    return held;
  }

  private boolean runSteps() {
    lines.end("demo: everything is kept in " + folder);
    long begin = System.nanoTime();
    int held = 0;
    int all;
    try (DemoCluster cluster = new DemoCluster(folder);
        FailoverSteps failover = new FailoverSteps(cluster)) {
      List<Step> steps = steps(cluster, failover);
      all = steps.size();
      while (held < all && holds(held + 1, steps.get(held))) {
        held++;
      }
      if (held < all) {
        lines.end("demo: stopping; the logs are in " + folder.resolve("logs"));
      }
    }
    lines.end("demo: took " + StepLines.seconds(Duration.ofNanos(System.nanoTime() - begin)));
    lines.end("demo: " + held + " of " + all + " steps held");
    return held == all;
  }

  private static List<Step> steps(DemoCluster cluster, FailoverSteps failover) {
    return Stream.of(
            new FoundingSteps(cluster).steps(),
            new ImportSteps(cluster).steps(),
            new ChangeSteps(cluster).steps(),
            new SetSteps(cluster).steps(),
            new CertificateSteps(cluster).steps(),
            failover.steps(),
            new StrangerSteps(cluster).steps(),
            new ConvergenceSteps(cluster).steps())
        .flatMap(List::stream)
        .toList();
  }

  private boolean holds(int number, Step step) {
    String title = String.format("%2d. %s", number, step.name());
    lines.begin(title);
    long begin = System.nanoTime();
    String proven;
    boolean holds;
    try {
      proven = step.action().run();
      holds = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      proven = "FAILED: interrupted";
      holds = false;
    } catch (Exception e) {
      proven = "FAILED: " + (e.getMessage() == null ? e.toString() : e.getMessage());
      holds = false;
    }
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    lines.end(title + " (" + StepLines.seconds(took) + ")");
    lines.end("    " + proven);
    return holds;
  }
}
