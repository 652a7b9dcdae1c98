package io.lockstep.benchmark.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.lockstep.benchmark.report.Figure;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JmhResultsTest {
  private static String document(String... results) {
    return Stream.of(results).collect(Collectors.joining(",", "[", "]"));
  }

  private static String result(String benchmark, int events, String times, String bytes) {
    return """
        {"benchmark": "io.lockstep.%s", "params": {"events": "%d"},
         "primaryMetric": {"scoreUnit": "ns/op", "rawData": %s},
         "secondaryMetrics": {"gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": %s}}}
        """
        .formatted(benchmark, events, times, bytes);
  }

  @Test
  void dividesByTheEventsOfACallAndKeepsEveryIterationOfEveryJvm() throws IOException {
    JmhResults results =
        JmhResults.of(
            document(result("X.decode", 10, "[[10, 30], [20, 50]]", "[[800, 800], [800, 810]]")));

    assertThat(results.figures())
        .extracting(Figure::name, Figure::unit, figure -> figure.runs().values().toString())
        .containsExactly(
            tuple("decode: time", "ns", "[1.0, 3.0, 2.0, 5.0]"),
            tuple("decode: allocated", "B", "[80.0, 80.0, 80.0, 81.0]"));
  }

  @Test
  void tellsSizesApartAndOrdersByWhatHappensToAnEvent() throws IOException {
    JmhResults results =
        JmhResults.of(
            document(
                result("X.digest", 10_000, "[[1]]", "[[1]]"),
                result("X.digest", 100_000, "[[1]]", "[[1]]"),
                result("X.decode", 10_000, "[[1]]", "[[1]]")));

    assertThat(results.figures())
        .extracting(Figure::name)
        .filteredOn(name -> name.endsWith("time"))
        .containsExactly(
            "decode: time",
            "hash for the digest, 10,000: time",
            "hash for the digest, 100,000: time");
  }

  @Test
  void namesStagesWithoutFiguresAndBenchmarksWithoutAStage() throws IOException {
    JmhResults results = JmhResults.of(document(result("X.strange", 1, "[[1]]", "[[1]]")));

    assertThat(results.missing())
        .hasSize(Stages.TEXTS.size() + 1)
        .contains("decode", "benchmark strange, which Stages lacks");
  }

  @Test
  void refusesResultsWithoutAllocation() {
    assertThatThrownBy(() -> JmhResults.of(document(result("X.decode", 1, "[[1]]", "[]"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("JMH has not measured all of decode");
  }

  @Test
  void refusesAnotherUnit() {
    String inSeconds = document(result("X.decode", 1, "[[1]]", "[[1]]")).replace("ns/op", "s/op");

    assertThatThrownBy(() -> JmhResults.of(inSeconds))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("decode was measured in s/op");
  }
}
