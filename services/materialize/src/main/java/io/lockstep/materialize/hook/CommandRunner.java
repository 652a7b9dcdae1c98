package io.lockstep.materialize.hook;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command without a shell and waits for its end. It gets nothing of this process's
 * environment but {@link #KEPT}, and no input. A command that takes too long is killed with all
 * processes below it. A program that it leaves running must not keep its output. Without state; any
 * thread.
 */
public final class CommandRunner {
  /** How much of the end of its output is kept. */
  public static final int OUTPUT_BYTES = 8 * 1024;

  /** What it gets of this process's environment. */
  static final List<String> KEPT =
      List.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR", "JAVA_HOME");

  /** What the system said, as JDK 17 has it (error=2, TEXT) and as 25 (error: 2 (TEXT)). */
  private static final Pattern SYSTEM_ERROR = Pattern.compile("error[=:] ?\\d+,? \\(?([^)]*)");

  private static final Duration LOOK = Duration.ofMillis(10);
  private static final Duration KILL = Duration.ofSeconds(5);

  private CommandRunner() {}

  /**
   * Runs a command.
   *
   * @param command the program and its arguments
   * @param folder where it runs; a program with a relative path is found from there
   * @param environment what it gets besides
   * @param timeout after which it is killed
   */
  public static CommandResult run(
      List<String> command, Path folder, Map<String, String> environment, Duration timeout) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().keySet().retainAll(KEPT);
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException | IllegalArgumentException e) {
      return new CommandResult(-1, Optional.of("it cannot be started: " + reason(e)), "");
    }
    return await(process, timeout);
  }

  private static String reason(Exception e) {
    String text = String.valueOf(e.getMessage());
    Matcher error = SYSTEM_ERROR.matcher(text);
    return error.find() ? error.group(1).strip() : text;
  }

  private static CommandResult await(Process process, Duration timeout) {
    OutputTail tail = new OutputTail(OUTPUT_BYTES);
    long end = System.nanoTime() + timeout.toNanos();
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        tail.drain(process.getInputStream());
        if (System.nanoTime() - end > 0) {
          kill(process);
          tail.drain(process.getInputStream());
          return new CommandResult(
              -1, Optional.of("it took longer than " + shown(timeout)), tail.text());
        }
      }
      tail.drain(process.getInputStream());
      return new CommandResult(process.exitValue(), Optional.empty(), tail.text());
    } catch (InterruptedException e) {
      kill(process);
      Thread.currentThread().interrupt();
      return new CommandResult(-1, Optional.of("it was stopped with the node"), tail.text());
    }
  }

  /** From the root, so that no parent starts another; again until nothing is left. */
  private static void kill(Process process) {
    long end = System.nanoTime() + KILL.toNanos();
    while (System.nanoTime() - end < 0) {
      List<ProcessHandle> below = process.descendants().toList();
      process.destroyForcibly();
      below.forEach(ProcessHandle::destroyForcibly);
      if (!process.isAlive() && below.stream().noneMatch(ProcessHandle::isAlive)) {
        return;
      }
      Thread.onSpinWait();
    }
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }
}
