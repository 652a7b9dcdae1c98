package io.lockstep.status.metrics;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.RoleStatus;
import io.lockstep.status.streams.StatusSnapshot;
import io.lockstep.topology.alert.AlertKind;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Metrics of the status as it is when they are asked for: the same on every instance. Counters
 * among them are what the log counts, revisions and terms, so they go on over restarts. Absent
 * while there is no status: no sample is better than a wrong one.
 */
final class StatusMetrics implements MultiCollector {
  private static final double MILLIS = 1_000.0;

  private final Supplier<Optional<StatusSnapshot>> status;
  private final Clock clock;

  /** Of what {@code status} says; {@code clock} tells how long certificates have left. */
  StatusMetrics(Supplier<Optional<StatusSnapshot>> status, Clock clock) {
    this.status = status;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    Samples out = new Samples();
    status
        .get()
        .ifPresent(
            snapshot -> {
              cluster(out, snapshot.cluster());
              NodeSamples.add(out, snapshot.nodes().values());
              alerts(out, snapshot.alerts());
              certificates(out, snapshot.certificates(), clock.instant());
            });
    return out.all();
  }

  private static void cluster(Samples out, ClusterStatus cluster) {
    out.counter(
        "lockstep_events",
        "Events that were accepted since the founding, by the head of the log.",
        cluster.getHeadRevision());
    out.counter(
        "lockstep_promotions",
        "Terms of a primary that began since the founding.",
        cluster.getEpoch());
    out.gauge(
        "lockstep_cluster_converged",
        "1 when all nodes in duty are in the head's state.",
        flag(cluster.getConverged()));
    out.gauge(
        "lockstep_cluster_primary_alive",
        "1 when there is a primary and it reports.",
        flag(cluster.getPrimaryAlive()));
    out.gauge(
        "lockstep_cluster_head_revision",
        "Revision of the newest event.",
        cluster.getHeadRevision());
    out.gauge(
        "lockstep_cluster_head_offset",
        "Offset of the newest event in the topic events.",
        cluster.getHeadOffset());
    out.gauge("lockstep_cluster_members", "Members that were not removed.", cluster.getMembers());
    out.gauge(
        "lockstep_cluster_available_nodes", "Nodes that can serve now.", cluster.getAvailable());
    out.gauge(
        "lockstep_cluster_minimum_nodes",
        "Fewest available nodes that are wanted.",
        cluster.getMinimumNodes());
    out.gauge(
        "lockstep_cluster_tls_enabled",
        "1 when the nodes' APIs are protected by TLS.",
        flag(cluster.getTls()));
    out.gauges(
        "lockstep_cluster_nodes",
        "Nodes by state.",
        states(),
        state -> Labels.of("state", state.name()),
        state -> Optional.of((double) cluster.getCounts().getOrDefault(state.name(), 0)));
    out.gauges(
        "lockstep_role_available_holders",
        "Available holders of a role.",
        cluster.getRoles(),
        role -> Labels.of("role", role.getRole()),
        role -> Optional.of((double) role.getAvailable().size()));
    out.gauges(
        "lockstep_role_minimum_holders",
        "Fewest available holders of a role that are wanted.",
        cluster.getRoles(),
        role -> Labels.of("role", role.getRole()),
        (RoleStatus role) -> Optional.of((double) role.getMinimum()));
  }

  private static List<NodeHealth> states() {
    return Stream.of(NodeHealth.values()).filter(state -> state != NodeHealth.UNKNOWN).toList();
  }

  private static void alerts(Samples out, Collection<Alert> alerts) {
    Map<String, Long> open =
        alerts.stream()
            .filter(alert -> alert.getState() == AlertState.RAISED)
            .collect(Collectors.groupingBy(Alert::getKind, Collectors.counting()));
    out.gauges(
        "lockstep_alerts_open",
        "Alerts that are raised and not cleared, by kind.",
        List.of(AlertKind.values()),
        kind -> Labels.of("kind", kind.code(), "severity", kind.severity().name()),
        kind -> Optional.of((double) open.getOrDefault(kind.code(), 0L)));
  }

  private static void certificates(
      Samples out, Collection<CertificateView> certificates, Instant now) {
    out.gauges(
        "lockstep_certificate_left_seconds",
        "Time until a certificate of the cluster ends; negative once it has.",
        certificates,
        certificate -> Labels.of("alias", certificate.getAlias()),
        certificate ->
            Optional.of((certificate.getNotAfter().toEpochMilli() - now.toEpochMilli()) / MILLIS));
  }

  private static double flag(boolean value) {
    return value ? 1 : 0;
  }
}
