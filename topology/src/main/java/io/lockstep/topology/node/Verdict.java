package io.lockstep.topology.node;

import io.lockstep.schema.NodeHealth;

/**
 * How a node is, and why.
 *
 * @param reason what is wrong and what to do; empty for a node that is ONLINE and ready. Without
 *     numbers that move: a changed reason is news
 */
record Verdict(NodeHealth health, String reason) {
  static final Verdict ONLINE = new Verdict(NodeHealth.ONLINE, "");

  static Verdict of(NodeHealth health, String reason) {
    return new Verdict(health, reason);
  }
}
