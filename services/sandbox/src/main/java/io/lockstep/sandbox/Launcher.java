package io.lockstep.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts processes: those that outlive the terminal they were started from, and short ones. */
final class Launcher {
  /** Ends up as the same process, deaf to Ctrl-C and to the end of the terminal. */
  private static final List<String> DEAF =
      List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "lockstep");

  private static final int LAST_LINES = 5;

  private Launcher() {}

  /**
   * Starts a command in a session of its own, so that Ctrl-C reaches the launcher only. The process
   * id stays the one of the returned process: {@code setsid} replaces itself by the command.
   *
   * @param folder where it runs
   * @param log gets its output and its errors, appended
   */
  static Process launch(List<String> command, Path folder, Path log) {
    List<String> detached = new ArrayList<>(onPath("setsid") ? List.of("setsid") : DEAF);
    detached.addAll(command);
    try {
      return new ProcessBuilder(detached)
          .directory(folder.toFile())
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new SandboxException("cannot start " + command.get(0) + " (" + e + ")", e);
    }
  }

  /**
   * Runs a command to its end, which comes with this call's at the latest.
   *
   * @param what the command, as a message says it
   * @param folder where it runs
   * @param log gets its output and its errors, in place of what it had
   * @throws SandboxException if it fails, with the last lines of what it said, or takes longer
   */
  static void run(String what, List<String> command, Path folder, Path log, Duration atMost) {
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new SandboxException(
              what
                  + " was not done after "
                  + atMost.toSeconds()
                  + " s; try again when the machine has less to do");
        }
        if (process.exitValue() != 0) {
          throw new SandboxException(what + " failed:\n  " + Texts.tail(log, LAST_LINES));
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new SandboxException("cannot run " + what + " (" + e + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxException("interrupted while " + what + " ran", e);
    }
  }

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }
}
