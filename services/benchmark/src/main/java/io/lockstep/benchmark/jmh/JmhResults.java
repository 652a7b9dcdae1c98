package io.lockstep.benchmark.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Runs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What JMH has measured, for one event. */
final class JmhResults {
  private static final String TIME_UNIT = "ns/op";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private final List<Measured> all;

  /** A benchmark at one size. */
  private record Measured(String benchmark, int events, Runs nanos, Runs bytes) {}

  private JmhResults(List<Measured> all) {
    this.all = all;
  }

  /**
   * Reads JMH's own JSON.
   *
   * @throws IllegalStateException if a benchmark lacks a figure; says which
   */
  static JmhResults read(Path json) {
    try {
      return of(Files.readString(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JmhResults of(String json) throws IOException {
    List<Measured> all = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(json)) {
      String name = each.path("benchmark").asText().replaceFirst(".*\\.", "");
      int events = each.path("params").path("events").asInt();
      JsonNode time = each.path("primaryMetric");
      if (!time.path("scoreUnit").asText().equals(TIME_UNIT) || events < 1) {
        throw new IllegalStateException(
            "%s was measured in %s for events=%d, wanted %s and 1 or more"
                .formatted(name, time.path("scoreUnit").asText(), events, TIME_UNIT));
      }
      JsonNode bytes = each.path("secondaryMetrics").path(ALLOCATED);
      all.add(new Measured(name, events, runs(name, time, events), runs(name, bytes, events)));
    }
    return new JmhResults(all);
  }

  /** Every iteration of every JVM; JMH gives what all events of a call took. */
  private static Runs runs(String name, JsonNode metric, int events) {
    List<Double> values = new ArrayList<>();
    metric
        .path("rawData")
        .forEach(fork -> fork.forEach(value -> values.add(value.asDouble() / events)));
    if (values.isEmpty()) {
      throw new IllegalStateException("JMH has not measured all of " + name);
    }
    return new Runs(values);
  }

  /** Time and bytes of each stage, in the order of {@link Stages}. */
  List<Figure> figures() {
    List<Figure> figures = new ArrayList<>();
    Stages.TEXTS.forEach(
        (benchmark, text) -> {
          List<Measured> sizes = sizes(benchmark);
          for (Measured each : sizes) {
            String what = sizes.size() == 1 ? text : "%s, %,d".formatted(text, each.events());
            figures.add(Figure.of(what + ": time", "ns", each.nanos()));
            figures.add(Figure.of(what + ": allocated", "B", each.bytes()));
          }
        });
    return figures;
  }

  private List<Measured> sizes(String benchmark) {
    return all.stream().filter(each -> each.benchmark().equals(benchmark)).toList();
  }

  /** Stages that were not measured, and benchmarks that are no stage. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    Stages.TEXTS.forEach(
        (benchmark, text) -> {
          if (sizes(benchmark).isEmpty()) {
            missing.add(text);
          }
        });
    all.stream()
        .map(Measured::benchmark)
        .distinct()
        .filter(benchmark -> !Stages.TEXTS.containsKey(benchmark))
        .forEach(benchmark -> missing.add("benchmark " + benchmark + ", which Stages lacks"));
    return missing;
  }
}
