package io.lockstep.benchmark.status;

import io.lockstep.benchmark.cluster.LogHead;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.report.ReportSender;
import io.lockstep.schema.NodeReport;
import io.lockstep.trust.mac.RecordMac;
import io.lockstep.trust.secret.SecretRing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Nodes that report each second, evenly spread over it, with the sender, the schema and the MAC of
 * real ones. One thread, {@code bench-fleet}.
 */
final class Fleet implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  /** Each second this share of the nodes drifts, and is in order again in the next. */
  private static final int ONE_IN = 100;

  /** So that records seldom share a batch, as those of a thousand producers never do. */
  private static final int SENDERS = 4;

  private final String cluster;
  private final LogHead head;
  private final StatusWatch watch;
  private final RecordMac<NodeReport> macs;
  private final List<ReportSender> senders;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong latest = new AtomicLong();
  private final Thread thread = new Thread(this::run, "bench-fleet");
  private volatile List<SimulatedNode> nodes = List.of();
  private volatile boolean stopping;

  Fleet(
      LogConnection connection, Codecs codecs, SecretRing secret, LogHead head, StatusWatch watch) {
    this.cluster = connection.cluster();
    this.head = head;
    this.watch = watch;
    macs = RecordMac.ofReports(cluster, secret);
    senders =
        IntStream.range(0, SENDERS).mapToObj(i -> new ReportSender(connection, codecs)).toList();
  }

  void start() {
    thread.start();
  }

  /** More nodes report from the next second on. */
  void add(List<SimulatedNode> more) {
    List<SimulatedNode> all = new ArrayList<>(nodes);
    all.addAll(more);
    nodes = List.copyOf(all);
  }

  private void run() {
    long second = System.nanoTime();
    for (long number = 0; !stopping; number++, second += SECOND) {
      List<SimulatedNode> now = nodes;
      for (int i = 0; i < now.size() && !stopping; i++) {
        awaitTime(second + SECOND * i / now.size());
        report(now.get(i), i % ONE_IN == number % ONE_IN, i);
      }
      awaitTime(second + SECOND);
    }
  }

  private void awaitTime(long due) {
    long left = due - System.nanoTime();
    while (left > 0 && !stopping) {
      LockSupport.parkNanos(left);
      left = due - System.nanoTime();
    }
    latest.accumulateAndGet(-left, Math::max);
  }

  private void report(SimulatedNode node, boolean drift, int number) {
    LogHead.Position at = head.position();
    boolean changes = node.moveTo(at, drift);
    NodeReport report = macs.sign(node.report(cluster, at));
    if (changes) {
      watch.expect(node.id(), node.sequence());
    }
    sent.incrementAndGet();
    senders
        .get(number % SENDERS)
        .send(report)
        .exceptionally(
            failure -> {
              failed.incrementAndGet();
              return null;
            });
  }

  /** Reports that were sent so far. */
  long sent() {
    return sent.get();
  }

  /** Reports that the broker did not take. */
  long failed() {
    return failed.get();
  }

  /** Most milliseconds that a report was sent after its time, since this was last asked. */
  double latestMillis() {
    return latest.getAndSet(0) / 1e6;
  }

  @Override
  public void close() throws InterruptedException {
    stopping = true;
    thread.join();
    senders.forEach(ReportSender::close);
  }
}
