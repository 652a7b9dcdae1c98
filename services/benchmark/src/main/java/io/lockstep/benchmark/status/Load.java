package io.lockstep.benchmark.status;

import io.lockstep.benchmark.cluster.ProcessUsage;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.benchmark.stats.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the status process does under one load, in several windows that follow each other. */
final class Load {
  /** A report that no status tells of after so long is lost. */
  private static final Duration LOST = Duration.ofSeconds(10);

  /** A fleet that sends less than this share of what it should is no thousand nodes. */
  private static final double FULL = 0.98;

  private final String name;
  private final int nodes;
  private final List<Double> cores = new ArrayList<>();
  private final List<Double> median = new ArrayList<>();
  private final List<Double> p99 = new ArrayList<>();
  private final List<Double> worst = new ArrayList<>();
  private final List<Double> records = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();

  Load(String name, int nodes) {
    this.name = name;
    this.nodes = nodes;
  }

  /** One run. */
  void measure(ProcessUsage process, Fleet fleet, StatusWatch watch, Duration window)
      throws InterruptedException {
    watch.latencies();
    long recordsBefore = watch.records();
    long sentBefore = fleet.sent();
    long failedBefore = fleet.failed();
    Duration cpuBefore = process.cpu();
    long begin = System.nanoTime();
    TimeUnit.NANOSECONDS.sleep(window.toNanos());
    double seconds = (System.nanoTime() - begin) / 1e9;
    cores.add(process.cpu().minus(cpuBefore).toNanos() / 1e9 / seconds);
    records.add((watch.records() - recordsBefore) / seconds);
    Sample latencies = watch.latencies();
    if (latencies.size() == 0) {
      missing.add(name + ": report → status in one run, since no status was written in it");
    } else {
      median.add(latencies.percentile(0.5));
      p99.add(latencies.percentile(0.99));
      worst.add(latencies.percentile(1));
    }
    double rate = (fleet.sent() - sentBefore) / seconds;
    if (rate < FULL * nodes) {
      missing.add(
          "%s: the load itself, %.0f reports a second instead of %d".formatted(name, rate, nodes));
    }
    if (fleet.failed() > failedBefore) {
      missing.add(
          "%s: %d reports that the broker did not take"
              .formatted(name, fleet.failed() - failedBefore));
    }
    if (watch.overdue(LOST) > 0) {
      missing.add(
          "%s: %d reports without a status after %d s"
              .formatted(name, watch.overdue(LOST), LOST.toSeconds()));
    }
  }

  /**
   * The figures.
   *
   * @param mostCores goal; null for none
   * @param mostMillis goal for the 99th percentile; null for none
   */
  List<Figure> figures(Double mostCores, Double mostMillis) {
    List<Figure> figures = new ArrayList<>();
    add(figures, "processor of the status process", "cores", cores, mostCores);
    add(figures, "report → status, p50", "ms", median, null);
    add(figures, "report → status, p99", "ms", p99, mostMillis);
    add(figures, "report → status, slowest", "ms", worst, null);
    add(figures, "statuses written", "/s", records, null);
    return figures;
  }

  private void add(
      List<Figure> figures, String what, String unit, List<Double> values, Double atMost) {
    if (!values.isEmpty()) {
      figures.add(new Figure(name + ": " + what, unit, new Runs(values), atMost));
    }
  }

  /** What was not as it had to be. */
  List<String> missing() {
    return missing;
  }
}
