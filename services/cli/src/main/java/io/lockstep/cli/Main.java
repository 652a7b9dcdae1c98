package io.lockstep.cli;

import io.lockstep.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Entry of the {@code lockstep} command. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with one of {@link ExitCodes}. */
  public static void main(String[] arguments) {
    Logging.choose(arguments);
    String[] asked = CommonHelp.asOption(arguments);
    System.exit(commandLine(Terminal.detect(), asked).execute(asked));
  }

  /** The command line with all commands, ready to execute; its writers can be replaced. */
  public static CommandLine commandLine(Terminal terminal) {
    return ready(new CommandLine(new LockstepCommand()), terminal);
  }

  /** As much of the command line as these arguments need. */
  static CommandLine commandLine(Terminal terminal, String[] arguments) {
    return Branch.of(LockstepCommand.class, arguments)
        .map(branch -> ready(branch, terminal))
        .orElseGet(() -> commandLine(terminal));
  }

  private static CommandLine ready(CommandLine commandLine, Terminal terminal) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    commandLine.setExecutionExceptionHandler(new FailureHandler());
    commandLine.setParameterExceptionHandler(new UsageHandler());
    CommonHelp.addVersionTo(commandLine);
    CommonHelp.addTo(commandLine);
    return commandLine;
  }
}
