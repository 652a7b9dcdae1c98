package io.lockstep.benchmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMH as a process: one benchmark stands for all, which the module micro runs in its own test. */
class MicroBenchmarkIT {
  @TempDir Path folder;

  @Test
  void measuresOneStageInAProcessOfItsOwn() throws Exception {
    Report report = run("decode$");

    assertThat(report.figures())
        .extracting(Figure::name)
        .containsExactly("decode: time", "decode: allocated");
    assertThat(report.figures()).allMatch(figure -> figure.runs().lowest() > 0);
    assertThat(report.missing()).hasSize(Stages.TEXTS.size() - 1).doesNotContain("decode");
  }

  @Test
  void saysWhereTheReasonStandsIfJmhFails() throws Exception {
    Report report = run("no such benchmark");

    assertThat(report.figures()).isEmpty();
    assertThat(report.missing()).singleElement().asString().contains("JMH ended with", "jmh.log");
    assertThat(Files.readString(folder.resolve("jmh.log"))).contains("No matching benchmarks");
  }

  private Report run(String which) throws InterruptedException {
    return new MicroBenchmark().run(new Plan(folder, 1, true), which, Progress.SILENT);
  }
}
