package io.lockstep.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.report.Report;
import io.lockstep.sandbox.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@code bench NAME --quick} does, so that none falls behind what it measures. */
@Tag("heavy")
class QuickBenchmarksIT {
  @ParameterizedTest
  @ValueSource(
      strings = {"change", "clients", "cold", "warm", "memory", "takeover", "growth", "micro"})
  void measuresAllThatItIsToMeasure(String name, @TempDir Path folder) throws Exception {
    Report report =
        Benchmarks.named(name).orElseThrow().run(new Plan(folder, 1, true), Progress.SILENT);

    assertThat(report.missing()).allMatch(text -> text.contains("install the package etcd-server"));
    assertThat(report.figures())
        .isNotEmpty()
        .allMatch(figure -> figure.runs().values().stream().allMatch(Double::isFinite));
  }
}
