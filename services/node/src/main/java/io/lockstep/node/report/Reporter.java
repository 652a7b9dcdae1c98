package io.lockstep.node.report;

import io.lockstep.log.report.ReportSender;
import io.lockstep.node.certificate.CertificateExpiries;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.product.InstalledProduct;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the cluster how the node is: at each interval, and at once when its state or role changes.
 * One thread, {@code lockstep-report}.
 */
public final class Reporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Member self;
  private final String incarnation;
  private final ReplayService replay;
  private final NodeStatus status;
  private final NodeTrust trust;
  private final InstalledProduct product;
  private final Macs macs;
  private final Warnings warnings;
  private final ReportSender sender;
  private final Supplier<Duration> interval;
  private final Thread thread = new Thread(this::run, "lockstep-report");
  private long sequence;
  private NodeState lastState;
  private boolean lastPrimary;
  private List<String> lastDrifted = List.of();
  private long sentAt;
  private long tampered;
  private boolean stopping;

  /**
   * Reports of a node.
   *
   * @param incarnation identifies this run of the process
   * @param interval time between reports as it is now
   */
  public Reporter(
      Member self,
      String incarnation,
      ReplayService replay,
      NodeStatus status,
      NodeTrust trust,
      InstalledProduct product,
      Warnings warnings,
      ReportSender sender,
      Supplier<Duration> interval) {
    this.self = self;
    this.incarnation = incarnation;
    this.replay = replay;
    this.status = status;
    this.trust = trust;
    this.product = product;
    this.macs = new Macs(trust);
    this.warnings = warnings;
    this.sender = sender;
    this.interval = interval;
  }

  /** Starts the thread. */
  public void start() {
    sentAt = System.nanoTime() - interval.get().toNanos();
    thread.start();
  }

  private synchronized void run() {
    while (!stopping) {
      try {
        reportIfDue();
        wait(LOOK.toMillis());
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("report not sent reason={}", e.toString());
        sentAt = System.nanoTime();
      }
    }
  }

  private void reportIfDue() {
    long forged = warnings.tampered();
    // A forged record is repaired within moments: one report says so in any case.
    NodeState state = forged > tampered ? NodeState.TAMPERED : status.state();
    tampered = forged;
    boolean primary = status.primary();
    List<String> drifted = status.drifted(); // also of a file that has been repaired since
    boolean due = System.nanoTime() - sentAt >= interval.get().toNanos();
    if (due || state != lastState || primary != lastPrimary || !drifted.equals(lastDrifted)) {
      lastState = state;
      lastDrifted = drifted;
      lastPrimary = primary;
      sentAt = System.nanoTime();
      sender.send(report(state, primary, drifted));
      status.reported(drifted);
    }
  }

  private NodeReport report(NodeState state, boolean primary, List<String> drifted) {
    NodeView view = replay.view();
    return macs.sign(
        NodeReport.newBuilder()
            .setCluster(view.image().cluster())
            .setNode(self.getId())
            .setIncarnation(incarnation)
            .setSequence(++sequence)
            .setTime(Instant.now())
            .setState(state)
            .setPrimary(primary)
            .setEpoch(view.image().promotion().epoch())
            .setReceivedRevision(view.image().revision())
            .setWrittenRevision(status.writtenRevision())
            .setActiveRevision(status.activeRevision())
            .setOffset(view.position())
            .setDigest(ByteBuffer.wrap(view.image().digest().bytes()))
            .setFormatLevel(self.getFormatLevel())
            .setSoftwareVersion(self.getSoftwareVersion())
            .setProductVersion(product.version(view.image()).orElse(null))
            .setDrifted(drifted)
            .setPropagationMillis(status.propagationMillis())
            .setProblems(status.problems())
            .setWarnings(status.warnings())
            .setCertificates(CertificateExpiries.of(view.image()))
            .setSecretFingerprint(trust.fingerprint())
            .setSecretVersion(trust.ring().current().version())
            .build());
  }

  /** Sends a last report and stops the thread. */
  @Override
  public void close() {
    synchronized (this) {
      stopping = true;
      notifyAll();
      try {
        sender.send(report(status.state(), false, status.drifted()));
      } catch (RuntimeException e) {
        LOG.warn("last report not sent reason={}", e.toString());
      }
    }
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
