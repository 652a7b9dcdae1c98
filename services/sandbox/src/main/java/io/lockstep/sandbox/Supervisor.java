package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the processes of one folder. Safe for use by several threads. */
final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final Duration KILL_TAKES = Duration.ofSeconds(5);

  private final Layout layout;
  private final Map<String, Process> started = new LinkedHashMap<>();
  private boolean closed;

  Supervisor(Layout layout) {
    this.layout = layout;
  }

  /**
   * The process of this name. A child of this process is known to run without a look at the system,
   * which for a moment shows the command line of a process that only begins in another way.
   */
  Optional<RunningProcess> running(String name) {
    return child(name)
        .filter(Process::isAlive)
        .map(child -> RunningProcess.of(layout, name, child.toHandle()))
        .or(() -> RunningProcess.find(layout, name));
  }

  private synchronized Optional<Process> child(String name) {
    return Optional.ofNullable(started.get(name));
  }

  /** The names of what this object has started, in that order. */
  synchronized List<String> started() {
    return List.copyOf(started.keySet());
  }

  /** From now on nothing is started. */
  synchronized void close() {
    closed = true;
  }

  /** Throws unless every port is free that those of the parts need that do not run. */
  void requirePorts(Collection<? extends Part> parts) {
    for (Part part : parts) {
      if (running(part.name()).isEmpty()) {
        part.ports().forEach((port, option) -> Sockets.requireFree(port, part.name(), option));
      }
    }
  }

  /**
   * Starts those of the parts that do not run, side by side, and waits until all are ready.
   *
   * @throws SandboxException when one ends before it is ready
   * @throws NotReadyException when one is not ready in time
   */
  void start(List<? extends Part> parts, Duration atMost) {
    launch(parts);
    awaitReady(parts, atMost);
  }

  /** Starts those of the parts that do not run, side by side. */
  void launch(List<? extends Part> parts) {
    for (Part part : parts) {
      if (running(part.name()).isEmpty()) {
        launch(part);
      }
    }
  }

  private void launch(Part part) {
    String name = part.name();
    try {
      Files.createDirectories(layout.tmp(name));
    } catch (IOException e) {
      throw new SandboxException("cannot create " + layout.tmp(name) + " (" + e + ")", e);
    }
    part.prepare();
    synchronized (this) {
      if (closed) {
        throw new SandboxException("the sandbox in " + layout.dir() + " is being stopped");
      }
      Process process = Launcher.launch(part.command(), layout.home(name), layout.log(name));
      started.put(name, process);
      RunningProcess.of(layout, name, process.toHandle()).save(layout);
      LOG.info("Started a process. name={} pid={}", name, process.pid());
    }
  }

  private void awaitReady(List<? extends Part> parts, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    List<Part> waiting = new ArrayList<>(parts);
    while (true) {
      waiting.forEach(this::requireRunning);
      waiting.removeIf(Part::isReady);
      if (waiting.isEmpty()) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        Part late = waiting.get(0);
        throw new NotReadyException(
            late.name(),
            late.name() + " is not ready after " + atMost.toSeconds() + " s; " + logOf(late));
      }
      awaitEndOrTurn(waiting.get(0).name());
    }
  }

  private void requireRunning(Part part) {
    if (running(part.name()).isEmpty()) {
      throw new SandboxException(
          part.name() + " ended" + exitCode(part) + " before it was ready; " + logOf(part));
    }
  }

  private String exitCode(Part part) {
    // It may have ended a moment before its exit code is known here.
    return child(part.name())
        .filter(child -> hasEnded(child, Duration.ofSeconds(1)))
        .map(child -> " with exit code " + child.exitValue())
        .orElse("");
  }

  /** True when the process ends in time, and where it is a child, its exit code is known. */
  private boolean awaitEnd(RunningProcess process, Duration atMost) {
    return process.awaitEnd(atMost)
        && child(process.name())
            .filter(child -> child.pid() == process.pid())
            .map(child -> hasEnded(child, KILL_TAKES))
            .orElse(true);
  }

  private static boolean hasEnded(Process child, Duration atMost) {
    try {
      return child.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while waiting for the end of a process", e);
    }
  }

  private String logOf(Part part) {
    return "its log "
        + layout.log(part.name())
        + " ends with\n  "
        + Texts.tail(layout.log(part.name()), 8);
  }

  private void awaitEndOrTurn(String name) {
    Optional<RunningProcess> process = running(name);
    process.ifPresent(p -> p.awaitEnd(LOOK_EVERY));
  }

  /**
   * Stops those of the processes that run, side by side: SIGTERM, then SIGKILL to what has not
   * ended in time.
   *
   * @return the names of those that ran
   * @throws SandboxException when one does not even end by SIGKILL
   */
  List<String> stop(List<String> names, Duration grace) {
    List<RunningProcess> processes = names.stream().flatMap(n -> running(n).stream()).toList();
    for (RunningProcess process : processes) {
      // A paused process takes no other signal than SIGKILL.
      process.resumeIfAlive();
      process.terminate();
    }
    long deadline = System.nanoTime() + grace.toNanos();
    for (RunningProcess process : processes) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      if (!awaitEnd(process, left)) {
        LOG.warn(
            "Killing a process. name={} pid={} graceMs={}",
            process.name(),
            process.pid(),
            grace.toMillis());
        kill(process);
      }
    }
    return processes.stream().map(RunningProcess::name).toList();
  }

  void kill(RunningProcess process) {
    process.kill();
    if (!awaitEnd(process, KILL_TAKES)) {
      throw new SandboxException(
          process.name()
              + ", process "
              + process.pid()
              + ", still runs "
              + KILL_TAKES.toSeconds()
              + " s after SIGKILL; look at it with `ps`");
    }
  }
}
