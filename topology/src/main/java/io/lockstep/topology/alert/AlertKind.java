package io.lockstep.topology.alert;

import io.lockstep.schema.AlertSeverity;

/** What an alert can be about, and what to do about it. */
public enum AlertKind {
  /** A member is gone. */
  NODE_OFFLINE(
      "node-offline",
      AlertSeverity.CRITICAL,
      "Start the node, or look at its machine and its way to the brokers; drain or remove it if it"
          + " is meant to be away."),
  /** A node does not keep up. */
  NODE_LAGGING(
      "node-lagging",
      AlertSeverity.WARNING,
      "Look at what blocks it in its status, then at the load and the disk of its machine."),
  /** A node is at the head of the log, and something keeps it from being ready. */
  NODE_NOT_READY(
      "node-not-ready",
      AlertSeverity.WARNING,
      "Mend what it names; 'lockstep node list' and the readiness of the node name all of it."),
  /** Managed files were changed by another hand. */
  NODE_DRIFTED(
      "node-drifted",
      AlertSeverity.WARNING,
      "Undo the change of the files on the node, or make it through Lockstep."),
  /** A node's state is not the log's. */
  NODE_DIVERGED(
      "node-diverged",
      AlertSeverity.CRITICAL,
      "It replays the log by itself; if it does not come back, stop it, keep its data for the"
          + " investigation, and start it with an empty data folder."),
  /** A node found a forged record. */
  NODE_TAMPERED(
      "node-tampered",
      AlertSeverity.CRITICAL,
      "Find out who may write to the topic 'events', take it away, and run 'lockstep audit"
          + " verify'. The primary repairs the record."),
  /** A node cannot read the log's format. */
  NODE_INCOMPATIBLE(
      "node-incompatible",
      AlertSeverity.CRITICAL,
      "Install the version of Lockstep on it that the others run."),
  /** Two processes run under the id of a node. */
  DUPLICATE_NODE(
      "duplicate-node",
      AlertSeverity.CRITICAL,
      "Stop one of the two processes. If it shall be a node too, give it a folder, an id and a join"
          + " token of its own: 'lockstep node init DIR'."),
  /** A node's clock is wrong. */
  CLOCK_SKEW(
      "clock-skew",
      AlertSeverity.WARNING,
      "Set the node's clock by NTP, and look at the brokers' clocks if all nodes have this alert."),
  /** Too few nodes can serve. */
  NODES_BELOW_MINIMUM(
      "nodes-below-minimum",
      AlertSeverity.CRITICAL,
      "Bring nodes back; the alerts about single nodes say which and how. The minimum is the"
          + " parameter Cluster.minimumNodes."),
  /** Too few holders of a role can serve. */
  ROLE_BELOW_MINIMUM(
      "role-below-minimum",
      AlertSeverity.CRITICAL,
      "Bring a holder of the role back, or give the role to another node. The minimum is the"
          + " parameter Cluster.minimumHolders.ROLE."),
  /** Nobody decides changes. */
  NO_PRIMARY(
      "no-primary",
      AlertSeverity.CRITICAL,
      "Changes wait until there is one. Bring a node of the promotion order back, or promote one:"
          + " 'lockstep primary promote NODE'."),
  /** A certificate ends within a month, and not within a week. */
  CERTIFICATE_ENDS_IN_30_DAYS(
      "certificate-ends-in-30-days",
      AlertSeverity.WARNING,
      "Import its successor under the same alias."),
  /** A certificate ends within a week, and not within a day. */
  CERTIFICATE_ENDS_IN_7_DAYS(
      "certificate-ends-in-7-days",
      AlertSeverity.WARNING,
      "Import its successor under the same alias."),
  /** A certificate ends within a day, or has ended. */
  CERTIFICATE_ENDS_IN_1_DAY(
      "certificate-ends-in-1-day",
      AlertSeverity.CRITICAL,
      "Import its successor under the same alias at once."),
  /** The nodes' APIs are not protected. */
  TLS_OFF(
      "tls-off",
      AlertSeverity.WARNING,
      "Set Cluster.enable.SSL to true: without TLS everybody on the way reads tokens and secrets.");

  private final String code;
  private final AlertSeverity severity;
  private final String remedy;

  AlertKind(String code, AlertSeverity severity, String remedy) {
    this.code = code;
    this.severity = severity;
    this.remedy = remedy;
  }

  /** The stable code. */
  public String code() {
    return code;
  }

  /** How urgent it is. */
  public AlertSeverity severity() {
    return severity;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
