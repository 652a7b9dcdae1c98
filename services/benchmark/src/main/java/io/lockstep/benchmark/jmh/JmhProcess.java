package io.lockstep.benchmark.jmh;

import io.lockstep.benchmark.Plan;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * JMH in a process of its own, on a class path of its own: its jars, and behind them those of the
 * command, so that what is measured is what a user runs. It starts a JVM for each benchmark, which
 * has its options and its class path.
 */
final class JmhProcess {
  /** Options of the JVM of an installed node, as far as they have to do with speed. */
  static final List<String> NODE =
      List.of(
          "-XX:+UseSerialGC",
          "-Xmx512m",
          "-XX:NewRatio=5",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData");

  private static final int QUICK_EVENTS = 500;
  private static final String MAIN = "org.openjdk.jmh.Main";

  private final Path jars;
  private final Plan plan;

  /**
   * Not yet started.
   *
   * @param jars folder of JMH and the benchmarks
   */
  JmhProcess(Path jars, Plan plan) {
    this.jars = jars;
    this.plan = plan;
  }

  /** How many JVMs each benchmark gets: compilers do not do the same twice. */
  static int forks(Plan plan) {
    return plan.quick() ? 1 : 2;
  }

  static int warmUps(Plan plan) {
    return plan.quick() ? 1 : 4;
  }

  static int iterations(Plan plan) {
    return plan.quick() ? 1 : plan.runs();
  }

  /** How many events a call has to do with, as a sentence has it; the benchmarks know it. */
  static String sizes(Plan plan) {
    return plan.quick() ? "" + QUICK_EVENTS : "10,000 or 100,000";
  }

  /** Length of an iteration, as JMH takes it. */
  static String time(Plan plan) {
    return plan.quick() ? "50ms" : "1s";
  }

  /**
   * Measures, and returns JMH's results as a JSON file.
   *
   * @param which regular expression of the names of benchmarks
   * @throws IllegalStateException if a benchmark fails; says where its output is
   * @throws InterruptedException if the thread is interrupted; nothing runs any more
   */
  Path run(String which) throws InterruptedException {
    Path result = plan.folder().resolve("jmh.json");
    Path log = plan.folder().resolve("jmh.log");
    Process process;
    try {
      process =
          new ProcessBuilder(command(which, result))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread hook = new Thread(() -> end(process), "bench-jmh-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      int code = process.waitFor();
      if (code != 0) {
        throw new IllegalStateException(
            "JMH ended with %d, see %s, which --dir keeps".formatted(code, log));
      }
      return result;
    } finally {
      end(process);
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }

  private List<String> command(String which, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(NODE);
    command.add("-Djava.io.tmpdir=" + plan.folder()); // JMH has a lock there, one for a machine
    command.add("-Dlogback.configurationFile=lockstep-logback-quiet.xml");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    command.addAll(List.of("-cp", jars + "/*" + File.pathSeparator + lockstep(), MAIN, which));
    command.addAll(List.of("-f", "" + forks(plan)));
    command.addAll(List.of("-wi", "" + warmUps(plan), "-w", time(plan)));
    command.addAll(List.of("-i", "" + iterations(plan), "-r", time(plan)));
    if (plan.quick()) {
      command.addAll(List.of("-p", "events=" + QUICK_EVENTS));
    }
    command.addAll(List.of("-prof", "gc", "-foe", "true"));
    command.addAll(List.of("-rf", "json", "-rff", result.toString()));
    return command;
  }

  /** The command's class path, without that of the benchmarks. */
  private static String lockstep() {
    return System.getProperty("lockstep.classpath", System.getProperty("java.class.path"));
  }

  /** Ends it with the JVM that it has started. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
