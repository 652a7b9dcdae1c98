package io.lockstep.topology;

import java.util.List;

/**
 * Names of the operators and stores. They are part of the names of internal topics: another name
 * starts with an empty store.
 */
public final class Names {
  /** Source of the events. */
  public static final String READ_EVENTS = "read-events";

  /** Source of the reports. */
  public static final String READ_REPORTS = "read-reports";

  /** Source of the outcomes. */
  public static final String READ_OUTCOMES = "read-outcomes";

  /** Makes typed views of events. */
  public static final String TYPE_VIEWS = "type-views";

  /** Judges nodes, cluster and alerts. */
  public static final String JUDGE = "judge";

  /** Sink of the node statuses. */
  public static final String WRITE_NODE_STATUS = "write-node-status";

  /** Sink of the cluster status. */
  public static final String WRITE_CLUSTER_STATUS = "write-cluster-status";

  /** Sink of the alerts. */
  public static final String WRITE_ALERTS = "write-alerts";

  /** Sink of the configuration. */
  public static final String WRITE_CONFIGURATION = "write-configuration";

  /** Sink of the certificates. */
  public static final String WRITE_CERTIFICATES = "write-certificates";

  /** Sink of the members. */
  public static final String WRITE_MEMBERS = "write-members";

  /** Sink of the promotions. */
  public static final String WRITE_PROMOTIONS = "write-promotions";

  /** Store: node id to {@link io.lockstep.schema.NodeStatus}. */
  public static final String NODE_STATUS = "node-status";

  /** Store: cluster name to {@link io.lockstep.schema.ClusterStatus}. */
  public static final String CLUSTER_STATUS = "cluster-status";

  /** Store: kind and subject to the last {@link io.lockstep.schema.Alert} of them. */
  public static final String ALERTS = "alerts";

  /** Store: node id to {@link io.lockstep.schema.MemberView}. */
  public static final String MEMBERS = "members";

  /** Store: parameter to {@link io.lockstep.schema.ConfigurationView}, of those judged by. */
  public static final String SETTINGS = "settings";

  /** Store: alias to {@link io.lockstep.schema.CertificateView}, without the chain. */
  public static final String CERTIFICATES = "certificates";

  /** Store: "promotion-order" to {@link io.lockstep.schema.PromotionView}. */
  public static final String PROMOTIONS = "promotions";

  /** Store: revision to when the broker took it, about one a second. */
  public static final String TIMELINE = "timeline";

  /** Every store. */
  public static final List<String> STORES =
      List.of(
          NODE_STATUS,
          CLUSTER_STATUS,
          ALERTS,
          MEMBERS,
          SETTINGS,
          CERTIFICATES,
          PROMOTIONS,
          TIMELINE);

  private Names() {}
}
