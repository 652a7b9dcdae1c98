package io.lockstep.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts processes that outlive the terminal they were started from. */
final class Launcher {
  /** Ends up as the same process, deaf to Ctrl-C and to the end of the terminal. */
  private static final List<String> DEAF =
      List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "lockstep");

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

  private static boolean onPath(String program) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .anyMatch(dir -> Files.isExecutable(Path.of(dir, program)));
  }
}
