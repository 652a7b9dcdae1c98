package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class BranchTest {
  static Stream<List<String>> everyPath() {
    List<List<String>> paths = new ArrayList<>();
    collect(Main.commandLine(Terminal.PLAIN), paths);
    return paths.stream();
  }

  private static void collect(CommandLine command, List<List<String>> into) {
    String path = command.getCommandSpec().qualifiedName(" ");
    into.add(Arrays.stream(path.split(" ")).skip(1).toList());
    command.getSubcommands().values().forEach(sub -> collect(sub, into));
  }

  @ParameterizedTest
  @MethodSource("everyPath")
  void helpsAndRefusesAsTheWholeCommandLine(List<String> path) {
    assertSame(with(path, "--help"));
    assertSame(with(path, "--no-such-option"));
    assertSame(with(path, "no-such-command", "--output", "json", "too", "much"));
  }

  @Test
  void hasNothingButWhatIsAsked() {
    CommandLine command =
        Main.commandLine(Terminal.PLAIN, new String[] {"node", "run", "--config", "f"});

    assertThat(command.getSubcommands()).containsOnlyKeys("node");
    assertThat(command.getSubcommands().get("node").getSubcommands()).containsOnlyKeys("run");
  }

  @Test
  void hasAllCommandsForTheOneThatNamesThem() {
    assertThat(Main.commandLine(Terminal.PLAIN, new String[] {"completion"}).getSubcommands())
        .hasSameSizeAs(Main.commandLine(Terminal.PLAIN).getSubcommands());
  }

  private static String[] with(List<String> path, String... more) {
    return Stream.concat(path.stream(), Arrays.stream(more)).toArray(String[]::new);
  }

  private static void assertSame(String[] arguments) {
    assertThat(parsed(Main.commandLine(Terminal.PLAIN, arguments), arguments))
        .isEqualTo(parsed(Main.commandLine(Terminal.PLAIN), arguments));
  }

  /** What is said of arguments, without running a command where they are right. */
  private static String parsed(CommandLine command, String[] arguments) {
    StringWriter text = new StringWriter();
    command.setOut(new PrintWriter(text));
    command.setErr(new PrintWriter(text));
    command.setExecutionStrategy(
        result -> {
          Integer exit = CommandLine.executeHelpRequest(result);
          text.append(exit == null ? "would run" : "exit " + exit);
          return 0;
        });
    return command.execute(arguments) + " " + text;
  }
}
