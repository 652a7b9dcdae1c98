package io.lockstep.benchmark;

import io.lockstep.cli.output.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Entry of {@code lockstep bench}: the {@code lockstep} command with one more subcommand. */
public final class Main {
  private Main() {}

  /** Runs one command and exits as {@code lockstep} does. */
  public static void main(String[] arguments) {
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "lockstep-logback-quiet.xml");
    }
    System.exit(commandLine(Terminal.detect()).execute(arguments));
  }

  /** The command line, ready to execute; its writers can be replaced. */
  static CommandLine commandLine(Terminal terminal) {
    CommandLine lockstep = io.lockstep.cli.Main.commandLine(terminal);
    CommandLine bench = new CommandLine(new BenchCommand());
    bench
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    bench.setCaseInsensitiveEnumValuesAllowed(true);
    bench.setExecutionExceptionHandler(lockstep.getExecutionExceptionHandler());
    bench.setParameterExceptionHandler(lockstep.getParameterExceptionHandler());
    lockstep.addSubcommand("bench", bench);
    return lockstep;
  }
}
