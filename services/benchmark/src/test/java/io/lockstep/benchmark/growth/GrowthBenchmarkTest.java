package io.lockstep.benchmark.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.stats.Runs;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthBenchmarkTest {
  @Test
  void plotsEachFigureByTheKindOfItsSizes() {
    List<String> lines =
        GrowthBenchmark.plots(
            List.of(
                new Point("1 client", "changes", "/s", Runs.of(10)),
                new Point("1,000 parameters", "changes", "/s", Runs.of(7)),
                new Point("16 clients", "changes", "/s", Runs.of(20))));

    assertThat(lines)
        .containsSubsequence(
            "changes by clients",
            "  1 client  " + "#".repeat(25) + " 10.0 /s",
            "16 clients  " + "#".repeat(50) + " 20.0 /s")
        .containsSubsequence(
            "changes by parameters", "1,000 parameters  " + "#".repeat(50) + " 7.00 /s");
  }
}
