package io.lockstep.cli.maintenance;

import io.lockstep.cli.client.NodeItem;

/** Whether a member has said that a change is active on it. */
final class Acknowledgement {
  private Acknowledgement() {}

  static boolean of(NodeItem node, long revision) {
    return node.state().equals("ACTIVE")
        && node.report() != null
        && node.report().activeRevision() >= revision;
  }
}
