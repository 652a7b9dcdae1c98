package io.lockstep.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.stats.Runs;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
  private static final Machine MACHINE =
      new Machine(
          "Model 1", 2, 8_000, "Linux 6", "VM 17", "4.3.1", "abc", LocalDate.of(2026, 5, 4), 0.25);

  private static List<String> table(List<Figure> figures, List<String> missing) {
    return MarkdownTable.of(new Report("x", List.of("Load."), figures, missing), MACHINE);
  }

  @Test
  void saysWhetherAGoalWasReached() {
    List<String> lines =
        table(
            List.of(
                new Figure("cpu", "cores", Runs.of(0.4, 0.61, 0.5), 0.5),
                new Figure("p99", "ms", Runs.of(1_100, 1_200.4, 1_300), 1_000.0),
                Figure.of("ratio", "", Runs.of(1.234))),
            List.of());

    assertThat(lines)
        .containsSubsequence(
            "Load.",
            "| figure | median | lowest – highest | goal | reached |",
            "| cpu | 0.50 cores | 0.40 – 0.61 | ≤ 0.50 cores | yes |",
            "| p99 | 1,200 ms | 1,100 – 1,300 | ≤ 1,000 ms | **no** |",
            "| ratio | 1.23 | 1.23 – 1.23 |  |  |");
  }

  @Test
  void knowsGoalsThatAreNotToBeFallenShortOf() {
    assertThat(
            table(
                List.of(
                    Figure.atLeast("rate", "/s", Runs.of(9, 11, 10), 10.0),
                    Figure.atLeast("times", "", Runs.of(1.5), 2.0),
                    Figure.atLeast("without", "", Runs.of(1.5), null)),
                List.of()))
        .containsSubsequence(
            "| rate | 10.0 /s | 9.00 – 11.0 | ≥ 10.0 /s | yes |",
            "| times | 1.50 | 1.50 – 1.50 | ≥ 2.00 | **no** |",
            "| without | 1.50 | 1.50 – 1.50 |  |  |");
  }

  @Test
  void hasPlotsBelowTheTable() {
    Report report = new Report("x", List.of(), List.of(), List.of(), List.of("plot"));

    assertThat(MarkdownTable.of(report, MACHINE))
        .containsSubsequence("|---|---|---|---|---|", "", "plot", "", MACHINE.sentence());
  }

  @Test
  void namesWhatCouldNotBeMeasured() {
    assertThat(table(List.of(), List.of("etcd: not installed | apt")))
        .contains("| not measured: etcd: not installed \\| apt | | | | no |");
  }

  @Test
  void saysWhereItWasMeasured() {
    assertThat(table(List.of(), List.of()))
        .last()
        .isEqualTo(
            "Measured on 2026-05-04: Model 1, 2 cores, 8,000 MiB, Linux 6, VM 17, Kafka 4.3.1,"
                + " commit abc, load before 0.3.");
  }

  @Test
  void writesAsManyDigitsAsAMeasurementIsWorth() {
    assertThat(List.of(0.456, 4.56, 45.67, 456.7, 45_678.9))
        .extracting(MarkdownTable::digits)
        .containsExactly("0.46", "4.56", "45.7", "457", "45,679");
  }
}
