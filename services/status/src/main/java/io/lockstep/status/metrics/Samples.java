package io.lockstep.status.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Collects samples of what is known at one moment. One thread. */
final class Samples {
  private final MetricSnapshots.Builder snapshots = MetricSnapshots.builder();

  /** A counter, named without its {@code _total}. */
  void counter(String name, String help, double value) {
    snapshots.metricSnapshot(
        CounterSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(CounterDataPointSnapshot.builder().value(value).build())
            .build());
  }

  /** A gauge with one sample. */
  void gauge(String name, String help, double value) {
    snapshots.metricSnapshot(
        GaugeSnapshot.builder()
            .name(name)
            .help(help)
            .dataPoint(point(Labels.EMPTY, value))
            .build());
  }

  /** A gauge with a sample of each thing that has a value; absent where none has. */
  <T> void gauges(
      String name,
      String help,
      Collection<T> things,
      Function<T, Labels> labels,
      Function<T, Optional<Double>> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    for (T thing : things) {
      value.apply(thing).ifPresent(v -> gauge.dataPoint(point(labels.apply(thing), v)));
    }
    snapshots.metricSnapshot(gauge.build());
  }

  /** What things are, in labels; named without its {@code _info}. */
  <T> void info(String name, String help, Collection<T> things, Function<T, Labels> labels) {
    InfoSnapshot.Builder info = InfoSnapshot.builder().name(name).help(help);
    things.forEach(
        thing ->
            info.dataPoint(InfoDataPointSnapshot.builder().labels(labels.apply(thing)).build()));
    snapshots.metricSnapshot(info.build());
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  /** All that were collected. */
  MetricSnapshots all() {
    return snapshots.build();
  }
}
