package io.lockstep.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.report.ReadmeSection;
import io.lockstep.cli.output.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Main.commandLine(new Terminal(false, false));
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }

  @Test
  void listsWhatCanBeMeasured() {
    assertThat(run("bench", "--list")).isZero();

    assertThat(out.toString()).contains("NAME").contains("status", "change");
  }

  @Test
  void refusesANameThatThereIsNot() {
    assertThat(run("bench", "stauts")).isEqualTo(2);

    assertThat(err.toString()).contains("no benchmark 'stauts', but status, change");
  }

  @Test
  void refusesTooFewRuns() {
    assertThat(run("bench", "status", "--runs", "3")).isEqualTo(2);

    assertThat(err.toString()).contains("--runs is 3, wanted 5 or more");
  }

  @Test
  void everyBenchmarkHasAPlaceInTheReadme() throws Exception {
    String readme = Files.readString(Path.of("README.md"));

    for (Benchmark benchmark : Benchmarks.ALL) {
      assertThat(ReadmeSection.replace(readme, benchmark.name(), List.of("x"))).contains("\nx\n");
    }
  }
}
