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
 * How much of the processor time of Java processes their compilers take: what is measured while
 * they take much says little of processes that run for days. Linux alone tells. One thread.
 */
public final class Compilers {
  /** As the system cuts off the names of HotSpot's threads; C1 and C2. */
  private static final String NAME = "CompilerThre";

  private final List<Long> pids;
  private Map<Long, Times> before;

  private record Times(long all, long compilers) {}

  /** Of this process and others. */
  public Compilers(List<Long> others) {
    List<Long> all = new ArrayList<>(others);
    all.add(ProcessHandle.current().pid());
    pids = List.copyOf(all);
    before = read();
  }

  /**
   * Their part of the time since the last call, or since the beginning: from 0 to 1; NaN where the
   * system does not tell, or where a process has ended.
   */
  public double share() {
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
    return known && all > 0 ? (double) compilers / all : Double.NaN;
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
      return stat.contains(NAME) ? ticks(stat) : 0;
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
