package io.lockstep.status.metrics;

import io.lockstep.topology.measure.Measures;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what this instance sees while it judges. Each thing is counted by one instance, so the
 * counts of all of them are to be added. Written by the task's thread, read by any.
 */
public final class JudgeMeasures implements Measures {
  /** Codes are the primary's; whoever forges outcomes shall not fill the memory. */
  private static final int MOST_CODES = 100;

  /** Reports come each second, so what is shorter than that is not told apart well. */
  private static final double[] BUCKETS = {0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30, 60, 300};

  private final Counter events =
      Counter.builder()
          .name("lockstep_judged_events_total")
          .help("Events that this instance has seen come while it judged, by kind.")
          .labelNames("kind")
          .build();
  private final Counter refusals =
      Counter.builder()
          .name("lockstep_refusals_total")
          .help("Requests whose refusal this instance has seen come while it judged, by code.")
          .labelNames("code")
          .build();
  private final Counter reports =
      Counter.builder()
          .name("lockstep_reports_total")
          .help("Reports of nodes that this instance has judged by.")
          .build();
  private final Histogram byNode =
      histogram(
          "lockstep_change_node_propagation_seconds",
          "Time from when a broker took a change to when it took the first report of a node that"
              + " has applied it; a sample for each change and node.");
  private final Histogram byAll =
      histogram(
          "lockstep_change_cluster_propagation_seconds",
          "Time from when a broker took a change until every node that is online had reported"
              + " that it has applied it; a sample for each change.");
  private final Set<String> codes = ConcurrentHashMap.newKeySet();

  private static Histogram histogram(String name, String help) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .unit(Unit.SECONDS)
        .classicOnly()
        .classicUpperBounds(BUCKETS)
        .build();
  }

  void register(PrometheusRegistry registry) {
    registry.register(events);
    registry.register(refusals);
    registry.register(reports);
    registry.register(byNode);
    registry.register(byAll);
  }

  @Override
  public void event(String kind) {
    events.labelValues(kind).inc();
  }

  @Override
  public void refusal(String code) {
    boolean known = codes.contains(code) || codes.size() < MOST_CODES && codes.add(code);
    refusals.labelValues(known ? code : "other").inc();
  }

  @Override
  public void report() {
    reports.inc();
  }

  @Override
  public void appliedByNode(long millis) {
    byNode.observe(Unit.millisToSeconds(millis));
  }

  @Override
  public void appliedByAll(long millis) {
    byAll.observe(Unit.millisToSeconds(millis));
  }
}
