package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Types what a document says to type, in a folder of its own, through the launcher. What to type
 * stands in blocks of {@code bash} behind {@code <!-- session: run by NAME -->}.
 */
final class DocumentedSession {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

  private static final long MOST_MINUTES = 10;

  private final Path folder;

  /**
   * Puts the launcher into the folder.
   *
   * @param folder an empty one; what the session leaves in it is the caller's
   */
  DocumentedSession(Path folder) throws IOException {
    this.folder = folder;
    Files.createSymbolicLink(folder.resolve("lockstep"), ROOT.resolve("lockstep"));
  }

  /** The blocks of a document that the test of that name runs, in order; at least one. */
  static List<String> blocks(Path document, String name) throws IOException {
    Matcher block =
        Pattern.compile(
                "<!-- session: run by " + name + " -->\\s*```bash\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(document));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    assertThat(blocks).as("%s has sessions for %s", document, name).isNotEmpty();
    return blocks;
  }

  /**
   * Runs all blocks of a document as one script, which ends with its first command that fails.
   *
   * @param change made to the script before
   * @return what it prints
   */
  String follow(Path document, String name, UnaryOperator<String> change) throws Exception {
    String script = String.join("\n", blocks(document, name));
    String output = run("set -euo pipefail\n" + change.apply(script) + "echo session: done\n");
    assertThat(output).endsWith("session: done\n");
    return output;
  }

  private String run(String script) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder("bash", "-c", script)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    assertThat(ended && process.exitValue() == 0).as(text).isTrue();
    return text;
  }

  /**
   * Nodes first, and what has a file of this folder as its own: they are only known by the files in
   * which the documents put their ids.
   */
  void leaveNothingRunning() throws Exception {
    try (Stream<Path> files = Files.find(folder, 2, (path, is) -> path.endsWith("pid"))) {
      for (Path file : files.toList()) {
        ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).ifPresent(this::end);
      }
    }
    if (Files.exists(folder.resolve(".lockstep"))) {
      run("./lockstep down || true");
    }
  }

  private void end(ProcessHandle process) {
    String command = commandLine(process);
    if (command.replace('\0', ' ').contains("node run")) {
      process.destroyForcibly();
    } else if (command.contains(folder.toString())) {
      process.destroy(); // with its workers, which it would leave behind else
    } else {
      return; // the id is another's by now
    }
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  /** As the system has it: nginx names itself so that the JVM does not know its arguments. */
  private static String commandLine(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
    } catch (IOException e) {
      return process.info().commandLine().orElse("");
    }
  }
}
