package io.lockstep.consistency.cluster;

import io.lockstep.consistency.client.NodeApi;

/** A node of the cluster: its process, how it is asked, and what can be done to it. */
public record Node(Child child, NodeApi api, Disk disk, NodeClock clock) {
  /** Its id. */
  public String id() {
    return child.name();
  }
}
