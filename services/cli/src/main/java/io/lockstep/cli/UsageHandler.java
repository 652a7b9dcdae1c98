package io.lockstep.cli;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.FailureWriter;
import io.lockstep.cli.output.Format;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, and where its help is. */
final class UsageHandler implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    Failure failure =
        new Failure(
            ExitCodes.USAGE,
            "usage",
            sentence(exception.getMessage())
                + suggestion(exception)
                + subcommands(command)
                + ". See `"
                + command.getCommandSpec().qualifiedName()
                + " --help`");
    FailureWriter.write(failure, format(arguments), command.getErr());
    return failure.exitCode();
  }

  /** Parsing failed, so the option is looked for by hand. */
  private static Format format(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    int at = words.indexOf("--output");
    boolean json =
        words.contains("--output=json")
            || (at >= 0 && at + 1 < words.size() && words.get(at + 1).equals("json"));
    return json ? Format.JSON : Format.TABLE;
  }

  private static String sentence(String message) {
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }

  private static String suggestion(ParameterException exception) {
    if (exception instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return "; did you mean " + String.join(" or ", suggestions) + "?";
      }
    }
    return "";
  }

  private static String subcommands(CommandLine command) {
    return command.getSubcommands().isEmpty()
        ? ""
        : "; want one of "
            + command.getSubcommands().keySet().stream().collect(Collectors.joining(", "));
  }
}
