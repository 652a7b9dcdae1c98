package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.output.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  private static final int WIDTH = 100;

  static Stream<CommandLine> everyCommand() {
    List<CommandLine> commands = new ArrayList<>();
    collect(Main.commandLine(Terminal.PLAIN), commands);
    return commands.stream();
  }

  private static void collect(CommandLine command, List<CommandLine> into) {
    into.add(command);
    command.getSubcommands().values().forEach(sub -> collect(sub, into));
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void saysWhatEachCommandAndOptionDoes(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().positionalParameters())
        .allSatisfy(parameter -> assertThat(parameter.description()).isNotEmpty());
    for (OptionSpec option : command.getCommandSpec().options()) {
      String text = String.join(" ", option.description());
      assertThat(text).as(option.longestName()).isNotEmpty();
      assertThat(text.contains("Default: ") || option.arity().max() == 0 || option.required())
          .as("%s %s says its default", command.getCommandName(), option.longestName())
          .isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void printsTheHelpOfEachCommand(CommandLine command) {
    String path = command.getCommandSpec().qualifiedName(" ").substring("lockstep".length());
    Run run = Run.lockstep((path.trim() + " --help").trim().split(" "));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("Usage: lockstep" + path).doesNotContain("\u001b");
    assertThat(run.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(WIDTH + 1));
    if (command.getSubcommands().isEmpty()) {
      assertThat(run.out()).contains("Exit codes:", "refused by a check");
    }
  }

  @ParameterizedTest
  @MethodSource("everyCommand")
  void listsSubcommandsWithWholeSentences(CommandLine command) {
    String help = command.getUsageMessage();
    String list = help.substring(Math.max(help.indexOf("\nCommands:\n"), 0));
    String text = list.replaceAll("\\s+", " ");

    for (CommandLine sub : command.getSubcommands().values()) {
      String all = String.join(" ", sub.getCommandSpec().usageMessage().description());
      assertThat(text).contains(sub.getCommandName() + " " + all.split("(?<=\\.) ")[0]);
    }
  }

  @Test
  void helpOfACommandCanBeAskedForAsACommand() {
    assertThat(CommonHelp.asOption(new String[] {"help"})).containsExactly("--help");
    assertThat(CommonHelp.asOption(new String[] {"help", "node", "run"}))
        .containsExactly("node", "run", "--help");
    assertThat(CommonHelp.asOption(new String[] {"node", "list"})).containsExactly("node", "list");
    assertThat(CommonHelp.asOption(new String[0])).isEmpty();
  }

  @Test
  void usesColourOnATerminalOnly() {
    assertThat(Main.commandLine(new Terminal(true, true)).getUsageMessage()).contains("\u001b[");
    assertThat(Main.commandLine(Terminal.PLAIN).getUsageMessage()).doesNotContain("\u001b");
  }
}
