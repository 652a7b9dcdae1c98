package io.lockstep.benchmark.status;

import io.lockstep.benchmark.cluster.LogHead;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.state.image.ClusterImage;
import java.time.Instant;
import java.util.List;

/**
 * A node as its reports show it: always at the head, with a managed file that somebody changes now
 * and then. The fleet's thread.
 */
final class SimulatedNode {
  private final String id;
  private final String softwareVersion;
  private final String fingerprint;
  private final String incarnation;
  private long sequence;
  private long revision = -1;
  private boolean drifted;

  SimulatedNode(String id, String softwareVersion, String fingerprint) {
    this.id = id;
    this.softwareVersion = softwareVersion;
    this.fingerprint = fingerprint;
    incarnation = "bench-" + id;
  }

  String id() {
    return id;
  }

  long sequence() {
    return sequence;
  }

  /** Takes what the next report will say; whether its status must change by it. */
  boolean moveTo(LogHead.Position head, boolean drift) {
    boolean changes = head.revision() != revision || drift != drifted;
    revision = head.revision();
    drifted = drift;
    sequence++;
    return changes;
  }

  /** As a node of this version reports. */
  NodeReport report(String cluster, LogHead.Position head) {
    return NodeReport.newBuilder()
        .setCluster(cluster)
        .setNode(id)
        .setIncarnation(incarnation)
        .setSequence(sequence)
        .setTime(Instant.now())
        .setState(NodeState.ONLINE)
        .setPrimary(false)
        .setEpoch(head.epoch())
        .setReceivedRevision(head.revision())
        .setWrittenRevision(head.revision())
        .setActiveRevision(head.revision())
        .setOffset(head.offset())
        .setDigest(head.digest())
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setSoftwareVersion(softwareVersion)
        .setDrifted(drifted ? List.of("configuration.properties") : List.of())
        .setSecretFingerprint(fingerprint)
        .setSecretVersion(1)
        .build();
  }
}
