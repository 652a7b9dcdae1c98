package io.lockstep.consistency.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process of the cluster, which can be killed, paused, told to stop, and started again. */
public final class Child {
  private static final long GONE_SECONDS = 60;

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Object starting = new Object();
  private volatile Process process;
  private boolean wanted;
  private int restarts;

  Child(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill, "end-" + name));
  }

  /** Its name: {@code n1} to {@code n3}, {@code b1} to {@code b3}. */
  public String name() {
    return name;
  }

  /** Starts it, with what it has on disk; its output goes behind what is in its log. */
  public synchronized void start() {
    wanted = true;
    if (process != null && process.isAlive()) {
      throw new IllegalStateException(name + " runs already, as process " + process.pid());
    }
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.getParent());
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      synchronized (starting) {
        process = builder.start();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /**
   * Starts it again if it has ended although nobody told it to: as a supervisor of the system does
   * for a node that did not find its brokers.
   */
  synchronized void supervise() {
    if (wanted && !process.isAlive()) {
      restarts++;
      start();
    }
  }

  /** How often it was started again because it had ended by itself. */
  public synchronized int restarts() {
    return restarts;
  }

  /**
   * Its process id; 0 before its first start. Waits for a start under way: the process may run, and
   * have connected to a proxy, before this class has its number.
   */
  public long pid() {
    synchronized (starting) {
      return process == null ? 0 : process.pid();
    }
  }

  /** Whether it runs, paused or not. */
  public boolean isAlive() {
    Process now = process;
    return now != null && now.isAlive();
  }

  /** SIGKILL; returns when it is gone. */
  public synchronized void kill() {
    wanted = false;
    Process now = process;
    if (now != null) {
      now.destroyForcibly();
      awaitEnd(now);
    }
  }

  /** SIGTERM; returns when it is gone, killed if it took a minute. */
  public synchronized void terminate() {
    wanted = false;
    process.destroy();
    if (!awaitEnd(process)) {
      kill();
    }
  }

  /** SIGSTOP: it stands still, its connections stay open. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  /** One that has ended by itself is started again soon, and misses the signal. */
  private synchronized void signal(String signal) {
    if (isAlive() && !Tool.works("sh", "-c", "kill -" + signal + " " + pid()) && isAlive()) {
      throw new IllegalStateException("cannot send SIG" + signal + " to " + name);
    }
  }

  private boolean awaitEnd(Process ending) {
    try {
      return ending.waitFor(GONE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The end of what it has said. */
  public String tail() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
