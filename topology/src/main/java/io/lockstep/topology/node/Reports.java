package io.lockstep.topology.node;

import io.lockstep.schema.LagSample;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.topology.log.Head;
import io.lockstep.topology.policy.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes reports into a node's status. Pure. */
public final class Reports {
  private static final int FORMER = 8;

  /** Reports come faster while a node's state changes; a window needs no more samples for it. */
  private static final int SAMPLES_IN_WINDOW = 16;

  private Reports() {}

  /**
   * The status with what a report says; unchanged judgements. Empty for a report that does not
   * count: one that was taken before (doubled), or that a newer one of its run overtook. That an
   * earlier run reports is noted alone, until the later one has ended: then the node is judged by
   * the earlier one again.
   *
   * @param before the status so far
   * @param taken when a broker took the report, in milliseconds
   * @param policy how long samples are of interest, and after which time a run has ended
   */
  public static Optional<NodeStatus> take(
      NodeStatus before, NodeReport report, long taken, Head head, Policy policy) {
    boolean sameRun = report.getIncarnation().equals(before.getIncarnation());
    if (sameRun && before.getLastReport() != null && report.getSequence() <= before.getSequence()) {
      return Optional.empty();
    }
    long timeout = policy.connectionTimeout();
    if (sameRun
        && report.getState() == NodeState.STOPPING
        && OtherRuns.isHeard(before, taken, timeout)) {
      return Optional.empty(); // the node does not stop: its silence ends this run
    }
    if (before.getFormerIncarnations().contains(report.getIncarnation())) {
      Optional<NodeStatus> noted = OtherRuns.note(before, report, taken, timeout);
      return noted.map(
          status ->
              OtherRuns.isHeard(status, taken, timeout)
                      && OtherRuns.hasEnded(before, taken, timeout)
                  ? with(before, report, taken, head, policy)
                  : status);
    }
    return Optional.of(with(before, report, taken, head, policy));
  }

  private static NodeStatus with(
      NodeStatus before, NodeReport report, long taken, Head head, Policy policy) {
    boolean sameRun = report.getIncarnation().equals(before.getIncarnation());
    Instant time = Instant.ofEpochMilli(taken);
    List<LagSample> samples = samples(before, sample(report, taken, head), policy.lagWindow());
    NodeStatus status = Statuses.copy(before);
    status.setReportedState(report.getState());
    status.setReady(report.getProblems().isEmpty());
    status.setPrimary(report.getPrimary());
    status.setEpoch(report.getEpoch());
    status.setReceivedRevision(report.getReceivedRevision());
    status.setWrittenRevision(report.getWrittenRevision());
    status.setActiveRevision(report.getActiveRevision());
    status.setOffset(report.getOffset());
    status.setDigest(report.getDigest());
    status.setSoftwareVersion(report.getSoftwareVersion());
    status.setProductVersion(report.getProductVersion());
    status.setFormatLevel(report.getFormatLevel());
    status.setSecretVersion(report.getSecretVersion());
    status.setDrifted(report.getDrifted());
    status.setBlockers(report.getProblems());
    status.setWarnings(report.getWarnings());
    status.setCertificates(report.getCertificates());
    status.setLastReport(time);
    status.setIncarnation(report.getIncarnation());
    status.setSequence(report.getSequence());
    status.setLagSamples(samples);
    status.setClockSkewMillis(skew(samples));
    status.setPropagationMillis(report.getPropagationMillis());
    if (!sameRun) {
      status.setStartedAt(time);
      status.setFormerIncarnations(former(before, report.getIncarnation()));
      status.setOtherRun(OtherRuns.superseded(before, taken, policy.connectionTimeout()));
    }
    return status;
  }

  /** When a node was last heard; before its first report, since when it is as it is. */
  public static Instant heard(NodeStatus status) {
    return status.getLastReport() == null ? status.getSince() : status.getLastReport();
  }

  /** The status by a brokers' clock that is so many milliseconds ahead of the one before. */
  public static NodeStatus moved(NodeStatus status, long millis) {
    NodeStatus moved = Statuses.copy(status);
    if (status.getLastReport() == null) {
      moved.setSince(status.getSince().plusMillis(millis));
    } else {
      moved.setLastReport(status.getLastReport().plusMillis(millis));
    }
    moved.setOtherRun(OtherRuns.moved(status.getOtherRun(), millis));
    moved.setLagSamples(
        status.getLagSamples().stream()
            .map(
                sample ->
                    LagSample.newBuilder(sample)
                        .setTime(sample.getTime().plusMillis(millis))
                        .build())
            .toList());
    return moved;
  }

  /** The revision up to which a node has received, written and made active. */
  public static long applied(NodeStatus status) {
    return Math.min(
        status.getReceivedRevision(),
        Math.min(status.getWrittenRevision(), status.getActiveRevision()));
  }

  private static LagSample sample(NodeReport report, long taken, Head head) {
    long applied =
        Math.min(
            report.getReceivedRevision(),
            Math.min(report.getWrittenRevision(), report.getActiveRevision()));
    return LagSample.newBuilder()
        .setTime(Instant.ofEpochMilli(taken))
        .setRevision(applied)
        .setLagEvents(head.eventsAfter(applied))
        .setLagMillis(head.ageAfter(applied, taken))
        .setSkewMillis(report.getTime().toEpochMilli() - taken)
        .build();
  }

  /** The samples of the window and the one before it. */
  private static List<LagSample> samples(NodeStatus before, LagSample added, long window) {
    List<LagSample> samples = new ArrayList<>(before.getLagSamples());
    long time = added.getTime().toEpochMilli();
    int size = samples.size();
    if (size > 1
        && time - samples.get(size - 2).getTime().toEpochMilli() < window / SAMPLES_IN_WINDOW) {
      samples.remove(size - 1);
    }
    samples.add(added);
    while (samples.size() > 2 && samples.get(1).getTime().toEpochMilli() <= time - window) {
      samples.remove(0);
    }
    return samples;
  }

  /** The way of a report makes a clock look slow, so the highest is the nearest. */
  private static long skew(List<LagSample> samples) {
    return samples.stream().mapToLong(LagSample::getSkewMillis).max().orElse(0);
  }

  private static List<String> former(NodeStatus before, String present) {
    List<String> former = new ArrayList<>();
    if (before.getLastReport() != null) {
      former.add(before.getIncarnation());
    }
    before.getFormerIncarnations().stream()
        .filter(run -> !run.equals(present))
        .limit(FORMER - 1)
        .forEach(former::add);
    return former;
  }
}
