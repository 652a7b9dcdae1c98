package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What messages tell to run, whoever writes them, is there to be run. */
class AdviceTest {
  private static final Path REPOSITORY = Path.of("../..");

  /** A command and what follows it, where a literal of Java has it. */
  private static final Pattern COMMAND =
      Pattern.compile("[`'\" ]lockstep ([a-z]+)(?: ([a-z]+))?(?=[ `'\";.,)])");

  /** Words of sentences. */
  private static final Pattern PROSE = Pattern.compile("lockstep (command for|status ready)");

  private record Advice(Path file, int line, String first, String second) {}

  private static List<Advice> advice() throws IOException {
    List<Advice> found = new ArrayList<>();
    for (String folder : List.of("services", "topology")) {
      try (Stream<Path> files = Files.walk(REPOSITORY.resolve(folder))) {
        for (Path file : files.filter(AdviceTest::isSource).sorted().toList()) {
          read(file, found);
        }
      }
    }
    return found;
  }

  private static boolean isSource(Path file) {
    return file.toString().endsWith(".java") && file.toString().contains("/src/main/java/");
  }

  private static void read(Path file, List<Advice> found) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      int quote = line.indexOf('"');
      Matcher matcher = COMMAND.matcher(line);
      while (quote >= 0 && matcher.find()) {
        if (matcher.start() >= quote && !PROSE.matcher(matcher.group()).find()) {
          found.add(new Advice(file, number, matcher.group(1), matcher.group(2)));
        }
      }
    }
  }

  private static boolean isKnown(CommandLine lockstep, Advice advice) {
    CommandLine first = lockstep.getSubcommands().get(advice.first());
    return first != null
        && (advice.second() == null
            || first.getSubcommands().isEmpty()
            || first.getSubcommands().containsKey(advice.second()));
  }

  @Test
  void namesCommandsThatThereAre() throws IOException {
    CommandLine lockstep = Main.commandLine(Terminal.PLAIN);

    List<Advice> advice = advice();

    assertThat(advice).hasSizeGreaterThan(50);
    assertThat(advice).filteredOn(each -> !isKnown(lockstep, each)).isEmpty();
  }
}
