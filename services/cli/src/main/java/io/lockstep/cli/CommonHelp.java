package io.lockstep.cli;

import io.lockstep.cli.failure.ExitCodes;
import picocli.CommandLine;
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
    if (command.getSubcommands().isEmpty()) {
      usage.exitCodeListHeading("%nExit codes:%n");
      usage.exitCodeList(ExitCodes.help());
    }
    command.getSubcommands().values().forEach(CommonHelp::addTo);
  }
}
