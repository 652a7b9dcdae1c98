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
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Certificates near their end: the cluster's, and those of nodes that the cluster does not have or
 * that a node has not replaced although it has applied the change. Pure.
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

  private static void add(
      List<Condition> conditions, String subject, String node, Instant end, long now) {
    for (AlertKind kind :
        List.of(
            AlertKind.CERTIFICATE_ENDS_IN_30_DAYS,
            AlertKind.CERTIFICATE_ENDS_IN_7_DAYS,
            AlertKind.CERTIFICATE_ENDS_IN_1_DAY)) {
      if (end.toEpochMilli() - now <= Duration.ofDays(days(kind)).toMillis()) {
        conditions.add(
            new Condition(kind, subject, node, "Certificate " + subject + " ends at " + end + "."));
      }
    }
  }

  private static long days(AlertKind kind) {
    return switch (kind) {
      case CERTIFICATE_ENDS_IN_30_DAYS -> 30;
      case CERTIFICATE_ENDS_IN_7_DAYS -> 7;
      default -> 1;
    };
  }
}
