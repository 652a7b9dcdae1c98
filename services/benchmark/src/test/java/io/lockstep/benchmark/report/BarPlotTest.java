package io.lockstep.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarPlotTest {
  @Test
  void drawsBarsAsLongAsTheirValues() {
    BarPlot plot = new BarPlot("one change by nodes", "ms");
    plot.add("3 nodes", 10);
    plot.add("30 nodes", 20);
    plot.add("0 nodes", 0);

    assertThat(plot.lines())
        .containsExactly(
            "```",
            "one change by nodes",
            " 3 nodes  " + "#".repeat(25) + " 10.0 ms",
            "30 nodes  " + "#".repeat(50) + " 20.0 ms",
            " 0 nodes   0.00 ms",
            "```");
  }

  @Test
  void isNothingWithoutBars() {
    assertThat(new BarPlot("title", "ms").lines()).isEmpty();
  }
}
