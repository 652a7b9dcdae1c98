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
    System.exit(commandLine(Terminal.detect()).execute(CommonHelp.asOption(arguments)));
  }

  /** The command line, ready to execute; its writers can be replaced. */
  public static CommandLine commandLine(Terminal terminal) {
    CommandLine commandLine = new CommandLine(new LockstepCommand());
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
