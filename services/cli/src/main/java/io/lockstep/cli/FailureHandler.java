package io.lockstep.cli;

import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.FailureWriter;
import io.lockstep.cli.output.Format;
import io.lockstep.cli.output.OutputOptions;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Writes what failed, as the command was told to write, and gives the exit code. */
final class FailureHandler implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(
      Exception exception, CommandLine commandLine, ParseResult result) {
    Failure failure = KnownFailures.of(exception);
    FailureWriter.write(failure, format(commandLine.getCommandSpec()), commandLine.getErr());
    if (System.getenv("LOCKSTEP_DEBUG") != null) {
      exception.printStackTrace(commandLine.getErr());
    }
    return failure.exitCode();
  }

  private static Format format(CommandSpec command) {
    return command.mixins().values().stream()
        .map(CommandSpec::userObject)
        .filter(OutputOptions.class::isInstance)
        .map(options -> ((OutputOptions) options).format())
        .findFirst()
        .orElse(Format.TABLE);
  }
}
