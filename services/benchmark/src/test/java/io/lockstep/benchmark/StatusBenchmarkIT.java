package io.lockstep.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.status.StatusBenchmark;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("heavy")
class StatusBenchmarkIT {
  @Test
  void measuresMembersThatReportToARealStatusApplication(@TempDir Path folder) throws Exception {
    System.setProperty(StatusBenchmark.NODES, "20");
    try {
      Report report = new StatusBenchmark().run(new Plan(folder, 1, true), Progress.SILENT);

      assertThat(report.missing()).isEmpty();
      assertThat(report.figures())
          .extracting(Figure::name)
          .contains("20 nodes, busy: processor of the status process");
      assertThat(report.figures())
          .filteredOn(figure -> figure.name().contains("busy: report → status"))
          .allSatisfy(figure -> assertThat(figure.runs().median()).isPositive());
    } finally {
      System.clearProperty(StatusBenchmark.NODES);
    }
  }
}
