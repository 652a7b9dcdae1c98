package io.lockstep.cli;

import io.lockstep.cli.failure.ExitCodes;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** What the help of each command has: the option itself, headings, and the exit codes. */
final class CommonHelp {
  private static final int WIDTH = 100;

  private CommonHelp() {}

  /** The version, from the manifest of the command's jar; an option of the root alone. */
  static void addVersionTo(CommandLine root) {
    String version = CommonHelp.class.getPackage().getImplementationVersion();
    root.getCommandSpec().version("lockstep " + (version == null ? "development" : version));
    root.getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
  }

  static void addTo(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .order(Integer.MAX_VALUE)
                .build());
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.width(WIDTH);
    usage.synopsisHeading("Usage: ");
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n");
    usage.optionListHeading("%nOptions:%n");
    usage.commandListHeading("%nCommands:%n");
    usage.sortOptions(false);
    usage.abbreviateSynopsis(false);
    command
        .getHelpSectionMap()
        .put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommonHelp::commands);
    if (command.getSubcommands().isEmpty()) {
      usage.exitCodeListHeading("%nExit codes:%n");
      usage.exitCodeList(ExitCodes.help());
    }
    command.getSubcommands().values().forEach(CommonHelp::addTo);
  }

  /** Each subcommand with the first sentence of its description, of which picocli takes a line. */
  private static String commands(Help help) {
    int names = help.subcommands().keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
    TextTable table =
        TextTable.forColumns(
            help.colorScheme(),
            new Column(names, 2, Column.Overflow.SPAN),
            new Column(WIDTH - names, 2, Column.Overflow.WRAP));
    help.subcommands()
        .forEach(
            (name, subcommand) ->
                table.addRowValues(
                    help.colorScheme().commandText(name),
                    help.colorScheme().text(firstSentence(subcommand.commandSpec()))));
    return help.subcommands().isEmpty() ? "" : table.toString();
  }

  private static String firstSentence(CommandSpec command) {
    String text = String.join(" ", command.usageMessage().description());
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** {@code help COMMAND…} asks for what {@code COMMAND… --help} does. */
  static String[] asOption(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("help")) {
      return arguments;
    }
    String[] asked = Arrays.copyOfRange(arguments, 1, arguments.length + 1);
    asked[asked.length - 1] = "--help";
    return asked;
  }
}
