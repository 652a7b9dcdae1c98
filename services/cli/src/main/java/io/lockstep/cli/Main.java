package io.lockstep.cli;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.FailureWriter;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.StandardOutput;
import io.lockstep.cli.output.Terminal;
import io.lockstep.log.settings.HttpAddress;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.TypeConversionException;

/** Entry of the {@code lockstep} command. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with one of {@link ExitCodes}. */
  public static void main(String[] arguments) {
    Logging.choose(arguments);
    StandardOutput output = StandardOutput.install();
    String[] asked = CommonHelp.asOption(arguments);
    CommandLine commandLine = commandLine(Terminal.detect(), asked);
    int code = commandLine.execute(asked);
    commandLine.getOut().flush();
    System.exit(code(code, output, commandLine));
  }

  /** What could not be written makes a failure of a command that was carried out. */
  private static int code(int code, StandardOutput output, CommandLine commandLine) {
    Optional<Failure> lost = output.finish();
    lost.ifPresent(failure -> FailureWriter.write(failure, Format.TABLE, commandLine.getErr()));
    return code == ExitCodes.DONE ? lost.map(Failure::exitCode).orElse(code) : code;
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

  private static URI address(String text) {
    return HttpAddress.of(text)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "\"%s\" is no URL of %s".formatted(text, HttpAddress.WANTED)));
  }

  private static CommandLine ready(CommandLine commandLine, Terminal terminal) {
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.colour() ? Ansi.ON : Ansi.OFF));
    commandLine.registerConverter(URI.class, Main::address);
    commandLine.setExecutionExceptionHandler(new FailureHandler());
    commandLine.setParameterExceptionHandler(new UsageHandler());
    CommonHelp.addVersionTo(commandLine);
    CommonHelp.addTo(commandLine);
    return commandLine;
  }
}
