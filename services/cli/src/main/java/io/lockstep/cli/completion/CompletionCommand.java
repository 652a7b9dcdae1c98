package io.lockstep.cli.completion;

import java.io.PrintWriter;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code completion}. The build puts what it prints into the distribution. */
@Command(
    name = "completion",
    description = {
      "Print a script by which bash and zsh complete commands and options.",
      "For this terminal: source <(lockstep completion)"
    })
public final class CompletionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    out.flush();
  }
}
