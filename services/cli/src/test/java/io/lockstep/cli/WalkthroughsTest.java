package io.lockstep.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.lockstep.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the walk-throughs say to type is there to be typed; {@link WalkthroughIT} types it. */
class WalkthroughsTest {
  /** Up to what ends a simple command: a redirection, a pipe, a list, a remark. */
  private static final Pattern COMMAND =
      Pattern.compile("\\./lockstep +(.*?)(?= +\\d?>|[|;&<)#\n]|\\z)");

  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|'[^']*'|[^\\s\"'])+");

  static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(WalkthroughIT.DOCUMENTS)) {
      List<Path> run = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        if (Files.readString(file).contains("run by WalkthroughIT")) {
          run.add(file);
        }
      }
      return run;
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void haveCommandsThatThereAre(Path document) throws IOException {
    List<List<String>> commands = commands(document);

    assertThat(commands).hasSizeGreaterThan(10);
    for (List<String> command : commands) {
      assertThatCode(
              () -> Main.commandLine(Terminal.PLAIN).parseArgs(command.toArray(String[]::new)))
          .as("%s: lockstep %s", document.getFileName(), String.join(" ", command))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void areScriptsThatBashCanRead(Path document) throws Exception {
    for (String block : DocumentedSession.blocks(document, "WalkthroughIT")) {
      Process bash =
          new ProcessBuilder("bash", "-n", "-c", block).redirectErrorStream(true).start();
      String said = new String(bash.getInputStream().readAllBytes(), UTF_8);

      assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(bash.exitValue()).as("%s: %s", document.getFileName(), said).isZero();
    }
  }

  private static List<List<String>> commands(Path document) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    for (String block : DocumentedSession.blocks(document, "WalkthroughIT")) {
      Matcher command = COMMAND.matcher(block.replace("\\\n", " "));
      while (command.find()) {
        commands.add(words(command.group(1)));
      }
    }
    return commands;
  }

  /** Without variables that stand alone: what they hold is known when the script runs. */
  private static List<String> words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group().replaceAll("[\"']", ""))
        .filter(word -> !word.matches("\\$[a-z]\\w*"))
        .toList();
  }
}
