package io.lockstep.cli.sandbox;

import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Terminal;
import io.lockstep.sandbox.Sandbox;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code down}. */
@Command(
    name = "down",
    description =
        "Stop what `lockstep up` has started. The data stays; `lockstep up` goes on with it.")
public final class DownCommand implements Runnable {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".lockstep/sandbox",
      description = {"The folder of the sandbox.", "Default: ${DEFAULT-VALUE}."})
  private Path dir;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    List<String> stopped;
    try (StepLines lines = new StepLines(spec.commandLine().getErr(), Terminal.detect())) {
      stopped = Sandbox.down(dir, new StartProgress(lines));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(stopped.isEmpty() ? "nothing ran" : "stopped " + String.join(", ", stopped));
    out.flush();
  }
}
