package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process the sandbox started, found again by later calls. A process id alone is not enough for
 * that: ids are used again. So its start time is kept with it, and where the system shows command
 * lines, the mark that {@link #mark} put on it.
 *
 * @param name {@code kafka}, {@code registry} or a node id
 * @param pid the process id
 * @param started when it started, in milliseconds since the epoch
 * @param mark an argument on its command line that no other process has
 */
record RunningProcess(String name, long pid, long started, String mark) {
  /** Where {@code /proc/PID/stat} has their number, counted from the process's state. */
  private static final int THREADS = 17;

  // The start time is computed from the boot time, which moves a little when the clock is set.
  private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

  /** The argument that marks the process of this name in this folder. */
  static String mark(Layout layout, String name) {
    return "-Dlockstep.sandbox.process=" + name + "@" + layout.dir();
  }

  static RunningProcess of(Layout layout, String name, ProcessHandle process) {
    long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new RunningProcess(name, process.pid(), started, mark(layout, name));
  }

  /** The process the run file tells of, if it still runs. */
  static Optional<RunningProcess> find(Layout layout, String name) {
    Map<String, String> values = Texts.readProperties(layout.runFile(name));
    try {
      long pid = Long.parseLong(values.getOrDefault("pid", "0"));
      long started = Long.parseLong(values.getOrDefault("started", "0"));
      return Optional.of(new RunningProcess(name, pid, started, mark(layout, name)))
          .filter(RunningProcess::isAlive);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  void save(Layout layout) {
    Texts.writeProperties(
        layout.runFile(name), Map.of("pid", Long.toString(pid), "started", Long.toString(started)));
  }

  /** True when this very process runs: not one that ended, not one that got its id later. */
  boolean isAlive() {
    return handle().isPresent();
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(this::startedWhenKnown)
        .filter(h -> !isZombie())
        .filter(h -> isMarked());
  }

  private boolean startedWhenKnown(ProcessHandle handle) {
    Optional<Instant> now = handle.info().startInstant();
    return now.isEmpty()
        || Math.abs(now.get().toEpochMilli() - started) <= START_TOLERANCE.toMillis();
  }

  /** An ended process whose parent does not ask for its exit code; seen in containers. */
  private boolean isZombie() {
    String stat = proc("stat");
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    // Its first thread may have ended before the others, which hold its ports and files until then.
    return fields[0].equals("Z") && fields[THREADS].equals("1");
  }

  private boolean isMarked() {
    String commandLine = proc("cmdline");
    return commandLine.isEmpty() || commandLine.contains(mark + '\0');
  }

  private String proc(String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException e) {
      return "";
    }
  }

  /** SIGTERM. */
  void terminate() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** SIGKILL. */
  void kill() {
    handle().ifPresent(ProcessHandle::destroyForcibly);
  }

  /**
   * SIGSTOP: the process stands still, its connections stay open. Returns when it does, where that
   * can be seen: a signal that is sent before would be handled first.
   */
  void pause() {
    signal("STOP");
    while (isAlive() && !standsStill()) {
      awaitOnce(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private boolean standsStill() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("T", stat.lastIndexOf(')') + 2); // behind the name, the state
    } catch (IOException e) {
      return true; // no such file system, or the process has ended
    }
  }

  /** SIGCONT: ends a {@link #pause}. */
  void resume() {
    signal("CONT");
  }

  /** As {@link #resume}, but a process that has ended, or ends meanwhile, is no error. */
  void resumeIfAlive() {
    reaches("CONT");
  }

  private void signal(String signal) {
    if (!reaches(signal)) {
      throw new SandboxException(name + " does not run (its process id was " + pid + ")");
    }
  }

  /** Sends a signal; false when the process has ended, also when it did so meanwhile. */
  private boolean reaches(String signal) {
    if (!isAlive()) {
      return false;
    }
    try {
      // The shell's own `kill`: the program is missing on small systems.
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
              .redirectErrorStream(true)
              .start();
      String said = new String(kill.getInputStream().readAllBytes(), Charset.defaultCharset());
      if (kill.waitFor() == 0) {
        return true;
      }
      if (!isAlive()) {
        return false;
      }
      throw new SandboxException(
          "cannot send SIG" + signal + " to " + name + ", process " + pid + ": " + said.strip());
    } catch (IOException e) {
      throw new SandboxException("cannot run `sh` to signal " + name + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while signalling " + name, e);
    }
  }

  /** Waits for the end of the process; true when it has ended in time. */
  boolean awaitEnd(Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (isAlive()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // In short turns, since the end of a process that is not our child may go unnoticed.
      awaitOnce(Math.min(left, TimeUnit.MILLISECONDS.toNanos(100)));
    }
    return true;
  }

  private void awaitOnce(long nanos) {
    try {
      Optional<ProcessHandle> handle = handle();
      if (handle.isPresent()) {
        handle.get().onExit().get(nanos, TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException e) {
      // Asked again by the caller.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while waiting for the end of " + name, e);
    } catch (ExecutionException e) {
      throw new SandboxException("cannot wait for the end of " + name, e);
    }
  }
}
