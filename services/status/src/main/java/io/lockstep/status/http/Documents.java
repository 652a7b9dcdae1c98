package io.lockstep.status.http;

import io.lockstep.schema.Alert;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.LagSample;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Problem;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.status.streams.StatusSnapshot;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses as JSON: times as ISO 8601, digests as hexadecimal. */
final class Documents {
  /** The one field that changes while nothing else does. */
  static final String AS_OF = "asOf";

  private Documents() {}

  /** The cluster and its nodes, each in short. */
  static Map<String, Object> status(StatusSnapshot snapshot) {
    Map<String, Object> document = cluster(snapshot.cluster());
    addFreshness(document, snapshot);
    String primary = snapshot.cluster().getPrimary();
    document.put(
        "nodes", snapshot.nodes().values().stream().map(node -> brief(node, primary)).toList());
    document.put(
        "alerts",
        snapshot.alerts().stream()
            .filter(alert -> alert.getCleared() == null)
            .map(Documents::alert)
            .toList());
    document.put(
        "promotionOrder", snapshot.promotionOrder().stream().map(Documents::promotion).toList());
    document.put(
        "certificates", snapshot.certificates().stream().map(Documents::certificate).toList());
    return document;
  }

  private static void addFreshness(Map<String, Object> document, StatusSnapshot snapshot) {
    document.put(AS_OF, time(snapshot.freshness().asOf()));
    document.put("stale", snapshot.freshness().stale().isPresent());
    document.put("staleReason", snapshot.freshness().stale().orElse(null));
  }

  private static Map<String, Object> promotion(PromotionEntry entry) {
    return Map.of("host", entry.getHost(), "url", entry.getUrl(), "enabled", entry.getEnabled());
  }

  private static Map<String, Object> certificate(CertificateView certificate) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("alias", certificate.getAlias());
    document.put("subject", certificate.getSubject());
    document.put("notBefore", time(certificate.getNotBefore()));
    document.put("notAfter", time(certificate.getNotAfter()));
    document.put("sha256", hex(certificate.getSha256()));
    document.put("hasPrivateKey", certificate.getHasPrivateKey());
    return document;
  }

  private static Map<String, Object> cluster(ClusterStatus status) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cluster", status.getCluster());
    document.put("summary", status.getSummary());
    document.put("converged", status.getConverged());
    document.put("since", time(status.getSince()));
    document.put("digest", hex(status.getDigest()));
    document.put("revision", status.getHeadRevision());
    document.put("headTime", time(status.getHeadTime()));
    document.put("headOffset", status.getHeadOffset());
    document.put("primary", status.getPrimary());
    document.put("primaryAlive", status.getPrimaryAlive());
    document.put("epoch", status.getEpoch());
    document.put("primarySince", time(status.getPrimarySince()));
    document.put("members", status.getMembers());
    document.put("available", status.getAvailable());
    document.put("minimumNodes", status.getMinimumNodes());
    document.put("counts", status.getCounts());
    document.put(
        "roles",
        status.getRoles().stream()
            .map(
                role ->
                    Map.<String, Object>of(
                        "role", role.getRole(),
                        "holders", role.getHolders(),
                        "available", role.getAvailable(),
                        "minimum", role.getMinimum()))
            .toList());
    document.put(
        "oldestUnapplied",
        status.getOldestUnapplied() == null
            ? null
            : Map.<String, Object>of(
                "revision", status.getOldestUnapplied().getRevision(),
                "time", time(status.getOldestUnapplied().getTime()),
                "node", status.getOldestUnapplied().getNode()));
    document.put("softwareVersions", status.getSoftwareVersions());
    document.put("productVersions", status.getProductVersions());
    document.put("tls", status.getTls());
    document.put("connectionTimeoutMillis", status.getConnectionTimeoutMillis());
    document.put("openAlerts", status.getOpenAlerts());
    return document;
  }

  /** A node that died as the primary never takes back that it is; the cluster's word counts. */
  private static Map<String, Object> brief(NodeStatus node, String primary) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", node.getNode());
    document.put("state", node.getState().name());
    document.put("reason", node.getReason());
    document.put("since", time(node.getSince()));
    document.put("ready", node.getReady());
    document.put("quiet", node.getQuiet());
    document.put("primary", node.getNode().equals(primary));
    document.put("host", node.getHost());
    document.put("url", node.getUrl());
    document.put("revision", node.getReceivedRevision());
    document.put("digest", hex(node.getDigest()));
    document.put("lagEvents", node.getLagEvents());
    document.put("lagMillis", node.getLagMillis());
    document.put("softwareVersion", node.getSoftwareVersion());
    document.put("productVersion", node.getProductVersion());
    document.put("lastReport", time(node.getLastReport()));
    document.put("blockers", problems(node.getBlockers()));
    return document;
  }

  /** All that is known of a node; empty where nothing is. */
  static Optional<Map<String, Object>> node(StatusSnapshot snapshot, String id) {
    Optional<Map<String, Object>> document =
        snapshot.node(id).map(node -> node(node, snapshot.cluster().getPrimary()));
    document.ifPresent(known -> addFreshness(known, snapshot));
    return document;
  }

  private static Map<String, Object> node(NodeStatus node, String primary) {
    Map<String, Object> document = brief(node, primary);
    document.put("membership", node.getMembership() == null ? null : node.getMembership().name());
    document.put("site", node.getSite());
    document.put("roles", node.getRoles());
    document.put(
        "reportedState", node.getReportedState() == null ? null : node.getReportedState().name());
    document.put("settled", node.getSettled());
    document.put("epoch", node.getEpoch());
    document.put("writtenRevision", node.getWrittenRevision());
    document.put("activeRevision", node.getActiveRevision());
    document.put("offset", node.getOffset());
    document.put("formatLevel", node.getFormatLevel());
    document.put("secretVersion", node.getSecretVersion());
    document.put("drifted", node.getDrifted());
    document.put("warnings", problems(node.getWarnings()));
    document.put(
        "certificates",
        node.getCertificates().stream()
            .map(
                certificate ->
                    Map.<String, Object>of(
                        "alias", certificate.getAlias(),
                        "notAfter", time(certificate.getNotAfter())))
            .toList());
    document.put("incarnation", node.getIncarnation());
    document.put("startedAt", time(node.getStartedAt()));
    document.put("clockSkewMillis", node.getClockSkewMillis());
    document.put("propagationMillis", node.getPropagationMillis());
    document.put("lagSamples", node.getLagSamples().stream().map(Documents::sample).toList());
    return document;
  }

  private static Map<String, Object> sample(LagSample sample) {
    return Map.of(
        "time", time(sample.getTime()),
        "revision", sample.getRevision(),
        "lagEvents", sample.getLagEvents(),
        "lagMillis", sample.getLagMillis());
  }

  /** Alerts with those that are cleared. */
  static Map<String, Object> alerts(StatusSnapshot snapshot) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("cluster", snapshot.cluster().getCluster());
    addFreshness(document, snapshot);
    document.put("items", snapshot.alerts().stream().map(Documents::alert).toList());
    return document;
  }

  private static Map<String, Object> alert(Alert alert) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("id", alert.getId());
    document.put("kind", alert.getKind());
    document.put("subject", alert.getSubject());
    document.put("node", alert.getNode());
    document.put("severity", alert.getSeverity().name());
    document.put("state", alert.getState().name());
    document.put("cause", alert.getCause());
    document.put("remedy", alert.getRemedy());
    document.put("raised", time(alert.getRaised()));
    document.put("cleared", time(alert.getCleared()));
    return document;
  }

  private static List<Map<String, Object>> problems(List<Problem> problems) {
    return problems.stream()
        .map(
            problem -> {
              Map<String, Object> document = new LinkedHashMap<>();
              document.put("code", problem.getCode());
              document.put("message", problem.getMessage());
              document.put("offset", problem.getOffset());
              return document;
            })
        .toList();
  }

  private static String time(Instant time) {
    return time == null ? null : time.toString();
  }

  private static String hex(ByteBuffer bytes) {
    if (bytes == null) {
      return null;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
