package io.lockstep.topology.alert;

import io.lockstep.schema.CertificateExpiry;
import io.lockstep.schema.CertificateView;
import io.lockstep.schema.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Certificates near their end: the cluster's, and those of nodes that the cluster does not have or
 * that a node has not replaced although it has applied the change. Each is told of at the nearest
 * of its marks alone, 30, 7 or 1 days before its end: the next mark clears the one before. Pure.
 */
final class CertificateConditions {
  private CertificateConditions() {}

  static List<Condition> of(
      Collection<CertificateView> certificates, Collection<NodeStatus> nodes, long now) {
    List<Condition> conditions = new ArrayList<>();
    for (CertificateView certificate : certificates) {
      add(conditions, certificate.getAlias(), null, certificate.getNotAfter(), now);
    }
    Map<String, CertificateView> byAlias =
        certificates.stream()
            .collect(Collectors.toMap(CertificateView::getAlias, Function.identity()));
    for (NodeStatus node : nodes) {
      for (CertificateExpiry kept : node.getCertificates()) {
        if (isItsOwn(kept, node, byAlias.get(kept.getAlias()))) {
          String subject = kept.getAlias() + " on " + node.getNode();
          add(conditions, subject, node.getNode(), kept.getNotAfter(), now);
        }
      }
    }
    return conditions;
  }

  private static boolean isItsOwn(
      CertificateExpiry kept, NodeStatus node, CertificateView clusters) {
    return clusters == null
        || (!clusters.getNotAfter().equals(kept.getNotAfter())
            && node.getActiveRevision() >= clusters.getSource().getRevision());
  }

  /** The nearest mark alone: who reads of a certificate twice looks at neither. */
  private static void add(
      List<Condition> conditions, String subject, String node, Instant end, long now) {
    mark(Duration.ofMillis(end.toEpochMilli() - now))
        .map(
            kind ->
                new Condition(
                    kind, subject, node, "Certificate " + subject + " ends at " + end + "."))
        .ifPresent(conditions::add);
  }

  private static Optional<AlertKind> mark(Duration left) {
    if (left.compareTo(Duration.ofDays(1)) <= 0) {
      return Optional.of(AlertKind.CERTIFICATE_ENDS_IN_1_DAY);
    } else if (left.compareTo(Duration.ofDays(7)) <= 0) {
      return Optional.of(AlertKind.CERTIFICATE_ENDS_IN_7_DAYS);
    }
    return left.compareTo(Duration.ofDays(30)) <= 0
        ? Optional.of(AlertKind.CERTIFICATE_ENDS_IN_30_DAYS)
        : Optional.empty();
  }
}
