package io.lockstep.status.metrics;

import io.lockstep.status.streams.StatusStreams;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** How this instance itself is. */
final class StreamsMetrics implements MultiCollector {
  private final StatusStreams streams;

  StreamsMetrics(StatusStreams streams) {
    this.streams = streams;
  }

  @Override
  public MetricSnapshots collect() {
    Samples out = new Samples();
    out.gauge(
        "lockstep_status_ready",
        "1 when the topology runs and its stores are live.",
        streams.notReady().isEmpty() ? 1 : 0);
    out.gauge(
        "lockstep_status_judges",
        "1 on the instance that judges, 0 on one that follows.",
        streams.judges() ? 1 : 0);
    out.gauge(
        "lockstep_status_store_lag_records",
        "Records that the stores of this instance were behind their changelogs when the brokers last"
            + " told.",
        streams.storeLag());
    out.counter(
        "lockstep_status_processed_records",
        "Records of topics that this instance has processed.",
        streams.processedRecords());
    out.counter(
        "lockstep_status_unreadable_records",
        "Records that were left out since they cannot be read.",
        streams.unreadableRecords());
    out.counter(
        "lockstep_status_replaced_threads",
        "Stream threads that ended by a failure and were replaced.",
        streams.replacedThreads());
    return out.all();
  }
}
