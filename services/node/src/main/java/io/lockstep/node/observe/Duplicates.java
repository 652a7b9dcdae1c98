package io.lockstep.node.observe;

import io.lockstep.schema.Member;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether another process runs under this node's id, as one does whose folder was copied. Both have
 * the node's key, so both could be primary, and would fence each other for ever. Any thread.
 *
 * <p>What the run before has left must not count, so a report of another run does only behind one
 * of this run, if its clock says that it was sent after this run began, and if a newer one follows
 * it. Where the clocks of two processes differ, the one whose clock is behind still sees the other.
 */
public final class Duplicates {
  /** The code of a node that is not alone. */
  public static final String DUPLICATE_NODE = "duplicate-node";

  private static final Logger LOG = LoggerFactory.getLogger(Duplicates.class);
  private static final int MOST = 16;

  private final Member self;
  private final String incarnation;
  private final long startedMillis;
  private final Liveness liveness;
  private final Supplier<Duration> timeout;
  private final String place;

  /** Numbers of the newest reports of other runs. */
  private final Map<String, Long> others = new LinkedHashMap<>();

  private boolean heardSelf;
  private String running;

  /**
   * Knows of none yet.
   *
   * @param incarnation identifies this run
   * @param startedMillis when this run began, by its clock, in milliseconds since 1970
   * @param liveness is told of the reports of others and of this run, and tells of silence
   * @param timeout {@code Cluster.connectionTimeout} as it is now
   */
  public Duplicates(
      Member self,
      String incarnation,
      long startedMillis,
      Liveness liveness,
      Supplier<Duration> timeout) {
    this.self = self;
    this.incarnation = incarnation;
    this.startedMillis = startedMillis;
    this.liveness = liveness;
    this.timeout = timeout;
    this.place = self.getId() + " elsewhere"; // no node's id has a blank
  }

  /** A genuine report has come, in the order of the topic. */
  public synchronized void hear(NodeReport report) {
    boolean own = report.getNode().equals(self.getId());
    heardSelf |= own && report.getIncarnation().equals(incarnation);
    if (!own || !heardSelf || report.getIncarnation().equals(incarnation)) {
      liveness.hear(report);
    } else if (report.getTime().toEpochMilli() > startedMillis) {
      hearOther(report);
    }
  }

  private void hearOther(NodeReport report) {
    String other = report.getIncarnation();
    if (others.size() >= MOST && !others.containsKey(other)) {
      others.remove(others.keySet().iterator().next());
    }
    Long before = others.put(other, report.getSequence());
    if (before == null || report.getSequence() <= before) {
      return;
    }
    boolean stopping = report.getState() == NodeState.STOPPING;
    if (running() == null && !stopping) {
      running = other;
      LOG.error("another process runs under this node's id incarnation={}", other);
    }
    if (other.equals(running)) {
      running = stopping ? null : running;
      liveness.hear(place, report);
    }
  }

  private String running() {
    if (running != null && liveness.silence(place).compareTo(timeout.get()) > 0) {
      running = null;
    }
    return running;
  }

  /** Whether another process runs under this node's id, as far as is known. */
  public synchronized boolean exist() {
    return running() != null;
  }

  /** What keeps this node from being ready; empty where it is alone. */
  public synchronized Optional<Problem> problem() {
    String other = running();
    if (other == null) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.newBuilder()
            .setCode(DUPLICATE_NODE)
            .setMessage(
                "another process, run %s, reports as node \"%s\" beside this one, run %s at %s; the folder of one is probably a copy. Stop one of them; if it shall be a node too, give it a folder, an id and a join token of its own with lockstep node init"
                    .formatted(other, self.getId(), incarnation, self.getUrl()))
            .setOffset(null)
            .build());
  }
}
