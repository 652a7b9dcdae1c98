package io.lockstep.node.observe;

import io.lockstep.schema.JoinNode;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.Observations;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * When each node was last heard of, on this node's monotonic clock. Any thread.
 *
 * <p>Silence counts only while this node hears itself: when the brokers, or this process, have
 * stood still, every node has been silent and none of them is to blame. So a long gap between this
 * node's own reports is taken off every other node's silence.
 */
public final class Liveness implements Observations {
  private static final long SETTLED_NANOS = Duration.ofSeconds(2).toNanos();

  private record Heard(long at, long deafBefore, NodeReport report) {}

  private record Head(long at, long revision) {}

  private final String self;
  private final LongSupplier nanoTime;
  private final Supplier<Duration> timeout;
  private final Map<String, Heard> heard = new HashMap<>();
  private final ArrayDeque<Head> heads = new ArrayDeque<>();
  private final long since;
  private long deafNanos;

  /**
   * Watches for a node.
   *
   * @param timeout {@code Cluster.connectionTimeout} as it is now
   */
  public Liveness(String self, LongSupplier nanoTime, Supplier<Duration> timeout) {
    this.self = self;
    this.nanoTime = nanoTime;
    this.timeout = timeout;
    this.since = nanoTime.getAsLong();
  }

  /** A report has come. */
  public void hear(NodeReport report) {
    hear(report.getNode(), report);
  }

  /** A report has come of what is to be known by that name. */
  synchronized void hear(String name, NodeReport report) {
    long now = nanoTime.getAsLong();
    Heard before = heard.get(name);
    if (name.equals(self)) {
      long gap = now - (before == null ? since : before.at());
      deafNanos += gap > timeout.get().toNanos() / 2 ? gap : 0;
    }
    heard.put(name, new Heard(now, deafNanos, report));
  }

  /** The image has reached a revision. */
  public synchronized void reach(long revision) {
    long now = nanoTime.getAsLong();
    if (heads.isEmpty() || heads.peekLast().revision() != revision) {
      heads.addLast(new Head(now, revision));
    }
    while (heads.size() > 1 && now - second().at() > 10 * SETTLED_NANOS) {
      heads.removeFirst();
    }
  }

  private Head second() {
    var iterator = heads.iterator();
    iterator.next();
    return iterator.next();
  }

  /** How long a node has been silent while this one was listening. */
  public synchronized Duration silence(String node) {
    long now = nanoTime.getAsLong();
    Heard own = heard.get(self);
    if (own == null || now - own.at() > timeout.get().toNanos() / 2) {
      return Duration.ZERO; // this node does not hear itself, so it cannot judge
    }
    Heard last = heard.get(node);
    long silence =
        last == null ? now - since - deafNanos : now - last.at() - (deafNanos - last.deafBefore());
    return Duration.ofNanos(Math.max(0, silence));
  }

  /**
   * Whether a node has said that it stopped applying, is no member any more, or is not the only one
   * of its id.
   */
  public synchronized boolean faulted(String node) {
    Heard last = heard.get(node);
    return last != null
        && switch (last.report().getState()) {
          case DIVERGED, INCOMPATIBLE, REMOVED -> true;
          // One that met a forged record goes on, and repairs it if it is primary.
          case STARTING, JOINING, SYNCING, ONLINE, DRAINED, TAMPERED, STOPPING ->
              last.report().getProblems().stream()
                  .anyMatch(problem -> problem.getCode().equals(Duplicates.DUPLICATE_NODE));
        };
  }

  /** Whether a node that was heard says that it can have no role. */
  private boolean saysNo(String node) {
    return faulted(node) || heard.get(node).report().getState() == NodeState.STOPPING;
  }

  /** The last report of a node, and how long ago it came. */
  public synchronized Optional<Seen> last(String node) {
    Heard last = heard.get(node);
    return last == null
        ? Optional.empty()
        : Optional.of(new Seen(last.report(), Duration.ofNanos(nanoTime.getAsLong() - last.at())));
  }

  /**
   * A report that was heard.
   *
   * @param age since it came
   */
  public record Seen(NodeReport report, Duration age) {}

  @Override
  public synchronized Optional<String> unfit(String node) {
    Heard last = heard.get(node);
    if (last == null || silence(node).compareTo(timeout.get()) > 0) {
      return Optional.empty();
    }
    if (!saysNo(node)) {
      return Optional.empty();
    }
    String problems =
        last.report().getProblems().stream()
            .map(Problem::getMessage)
            .collect(Collectors.joining("; "));
    return Optional.of(
        "reports state "
            + last.report().getState()
            + (problems.isEmpty() ? "" : " (" + problems + ")"));
  }

  @Override
  public synchronized boolean alive(String node) {
    return node.equals(self)
        || heard.containsKey(node) && !saysNo(node) && silence(node).compareTo(timeout.get()) <= 0;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Measured against the revision that the cluster had two seconds before the node reported, so
   * that a node which keeps up with a busy cluster is not called late.
   */
  @Override
  public synchronized long lag(String node) {
    Heard last = heard.get(node);
    if (last == null) {
      return node.equals(self) ? 0 : Long.MAX_VALUE;
    }
    long head = 0;
    for (Head reached : heads) {
      if (reached.at() <= last.at() - SETTLED_NANOS) {
        head = reached.revision();
      }
    }
    return Math.max(0, head - last.report().getReceivedRevision());
  }

  /** {@inheritDoc} Nothing: who joins has not reported yet. */
  @Override
  public JoinEvidence join(JoinNode join) {
    return JoinEvidence.NONE;
  }
}
