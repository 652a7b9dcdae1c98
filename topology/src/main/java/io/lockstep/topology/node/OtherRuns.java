package io.lockstep.topology.node;

import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.OtherRun;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs of a node's process that report although a later one has begun: two processes under one id,
 * as a copied folder makes them. Times are the brokers', in milliseconds. Pure.
 */
public final class OtherRuns {
  /** A report of a run that has ended is on its way for less: nodes give it up after 3 s. */
  private static final long ON_ITS_WAY = 3_000;

  private OtherRuns() {}

  /** Whether two processes report as the node now, each heard within the time. */
  public static boolean isDoubled(NodeStatus status, long now, long timeout) {
    return isHeard(status, now, timeout) && !hasEnded(status, now, timeout);
  }

  /** Whether an earlier run goes on: it was heard within the time, and long after the later one. */
  static boolean isHeard(NodeStatus status, long now, long timeout) {
    OtherRun other = status.getOtherRun();
    return other != null
        && millis(other.getLastReport()) - millis(other.getSuperseded()) > ON_ITS_WAY
        && now - millis(other.getLastReport()) <= timeout;
  }

  /** Whether the run by which the node is judged has said that it ends, or was silent for long. */
  static boolean hasEnded(NodeStatus status, long now, long timeout) {
    return status.getReportedState() == NodeState.STOPPING
        || now - millis(Reports.heard(status)) > timeout;
  }

  /**
   * The status with the report of an earlier run noted; empty for one that says nothing: it was
   * taken before, or a third run of the node has sent it.
   */
  static Optional<NodeStatus> note(NodeStatus before, NodeReport report, long taken, long timeout) {
    OtherRun other = before.getOtherRun();
    boolean known = other != null && other.getIncarnation().equals(report.getIncarnation());
    if (known ? report.getSequence() <= other.getSequence() : isHeard(before, taken, timeout)) {
      return Optional.empty();
    }
    Instant superseded = known ? other.getSuperseded() : Instant.ofEpochMilli(taken);
    boolean stopping = report.getState() == NodeState.STOPPING;
    return Optional.of(
        with(
            before,
            OtherRun.newBuilder()
                .setIncarnation(report.getIncarnation())
                .setSequence(report.getSequence())
                .setSuperseded(superseded)
                .setLastReport(stopping ? superseded : Instant.ofEpochMilli(taken))
                .build()));
  }

  /** The run to listen for once a later one has been heard; null for none. */
  static OtherRun superseded(NodeStatus before, long taken, long timeout) {
    boolean kept = isHeard(before, taken, timeout) && !hasEnded(before, taken, timeout);
    if (kept || before.getLastReport() == null) {
      return before.getOtherRun();
    }
    return OtherRun.newBuilder()
        .setIncarnation(before.getIncarnation())
        .setSequence(before.getSequence())
        .setSuperseded(Instant.ofEpochMilli(taken))
        .setLastReport(before.getLastReport())
        .build();
  }

  /** The same by a brokers' clock that is so many milliseconds ahead of the one before. */
  static OtherRun moved(OtherRun other, long millis) {
    return other == null
        ? null
        : OtherRun.newBuilder(other)
            .setSuperseded(other.getSuperseded().plusMillis(millis))
            .setLastReport(other.getLastReport().plusMillis(millis))
            .build();
  }

  private static NodeStatus with(NodeStatus before, OtherRun other) {
    NodeStatus status = Statuses.copy(before);
    status.setOtherRun(other);
    return status;
  }

  private static long millis(Instant time) {
    return time.toEpochMilli();
  }
}
