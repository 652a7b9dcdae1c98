package io.lockstep.benchmark.cluster;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time of Java processes, and how much of it their compilers take: what is measured while
 * they take much says little of processes that run for days. Linux alone tells. One thread.
 */
public final class ProcessorTime {
  /** As the system cuts off the names of HotSpot's threads; C1 and C2. */
  private static final String COMPILER = "CompilerThre";

  /** What a tick of proc(5) is on all systems that run this. */
  private static final double TICK_MILLIS = 10;

  private final List<Long> pids;
  private Map<Long, Times> before;

  private record Times(long all, long compilers) {}

  /**
   * What was spent, in steps of 10 ms; NaN where the system does not tell, or where a process has
   * ended.
   *
   * @param compilers of all
   */
  public record Spent(double allMillis, double compilersMillis) {
    private static final Spent UNKNOWN = new Spent(Double.NaN, Double.NaN);

    /** The compilers' part, from 0 to 1; NaN where it is not known. */
    public double compilersShare() {
      return compilersMillis / allMillis;
    }

    /** Without the compilers. */
    public double workMillis() {
      return allMillis - compilersMillis;
    }
  }

  /** Of this process and others. */
  public ProcessorTime(List<Long> others) {
    List<Long> all = new ArrayList<>(others);
    all.add(ProcessHandle.current().pid());
    pids = List.copyOf(all);
    before = read();
  }

  /** What all of them spent since the last call, or since the beginning. */
  public Spent spent() {
    Map<Long, Times> now = read();
    long all = 0;
    long compilers = 0;
    boolean known = true;
    for (long pid : pids) {
      known &= now.containsKey(pid) && before.containsKey(pid);
      if (known) {
        all += now.get(pid).all() - before.get(pid).all();
        // Those that had nothing to do for a while end, and take their time with them.
        compilers += Math.max(0, now.get(pid).compilers() - before.get(pid).compilers());
      }
    }
    before = now;
    return known ? new Spent(all * TICK_MILLIS, compilers * TICK_MILLIS) : Spent.UNKNOWN;
  }

  private Map<Long, Times> read() {
    Map<Long, Times> times = new HashMap<>();
    for (long pid : pids) {
      Path process = Path.of("/proc", Long.toString(pid));
      long compilers = 0;
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
        for (Path thread : threads) {
          compilers += compilerTicks(thread.resolve("stat"));
        }
        times.put(pid, new Times(ticks(Files.readString(process.resolve("stat"))), compilers));
      } catch (IOException e) {
        continue; // its time is not known
      }
    }
    return times;
  }

  private static long compilerTicks(Path file) {
    try {
      String stat = Files.readString(file);
      return stat.contains(COMPILER) ? ticks(stat) : 0;
    } catch (IOException e) {
      return 0; // the thread has ended, before its file was opened or before it was read
    }
  }

  /** User and system time in clock ticks, the 14th and 15th field of proc(5). */
  static long ticks(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
