package io.lockstep.cli.demo;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}. */
@Command(
    name = "demo",
    description = {
      "Show the whole of it on a real broker: found a cluster of three, import real files, change",
      "parameters, kill the primary under load, and prove that nothing is lost.",
      "Prints each step with its time and what it proved; the exit code is 0 only if all held.",
      "Nothing is left running."
    })
public final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = {
        "Folder for all it makes, new or empty.",
        "Default: a new one among the temporary ones."
      })
  private Path dir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Path folder = folder();
    try (StepLines lines = new StepLines(spec.commandLine().getOut(), Terminal.detect())) {
      return new Demo(folder, lines).run() ? ExitCodes.DONE : ExitCodes.FAILED;
    }
  }

  private Path folder() {
    try {
      if (dir == null) {
        return Files.createTempDirectory("lockstep-demo-");
      }
      Path folder = Files.createDirectories(dir).toAbsolutePath().normalize();
      try (Stream<Path> entries = Files.list(folder)) {
        if (entries.findAny().isPresent()) {
          throw new Failure(
              ExitCodes.FAILED,
              "folder-in-use",
              folder + " is not empty; name a new or an empty folder with --dir");
        }
      }
      return folder;
    } catch (IOException e) {
      throw new Failure(
          ExitCodes.FAILED,
          "unwritable-file",
          "no folder can be made at "
              + (dir == null ? System.getProperty("java.io.tmpdir") : dir)
              + " ("
              + e
              + "); name another with --dir",
          e);
    }
  }
}
