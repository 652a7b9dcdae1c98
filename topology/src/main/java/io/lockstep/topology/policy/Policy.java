package io.lockstep.topology.policy;

import java.util.Map;

/**
 * What statuses are judged by. Times are in milliseconds.
 *
 * @param connectionTimeout without a report after which a node is OFFLINE
 * @param lagBound age of the oldest event not applied up to which a node counts as at the head
 * @param lagWindow in which a node that is behind must gain
 * @param maximumClockSkew most that a node's clock may differ from the brokers'
 * @param primaryGrace without a primary before it is an alert: a promotion takes a moment
 * @param minimumNodes fewest nodes that must be available; 0 for none
 * @param minimumHolders fewest available holders by role
 * @param tls whether the nodes' APIs are protected by TLS
 */
public record Policy(
    long connectionTimeout,
    long lagBound,
    long lagWindow,
    long maximumClockSkew,
    long primaryGrace,
    int minimumNodes,
    Map<String, Integer> minimumHolders,
    boolean tls) {

  /** What holds where the cluster's configuration says nothing else. */
  public static final Policy DEFAULT =
      new Policy(10_000, 3_000, 10_000, 5_000, 3_000, 0, Map.of(), true);

  /** Copies the map. */
  public Policy {
    minimumHolders = Map.copyOf(minimumHolders);
  }
}
