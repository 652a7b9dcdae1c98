package io.lockstep.status;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.report.ReportSender;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.Problem;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.replay.JournalChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A log and nodes that report each second as real ones do, without their processes. One thread. */
final class TestCluster implements AutoCloseable {
  private final LogConnection connection;
  private final Codecs codecs;
  private final ReportSender sender;
  private final FencedAppender appender;
  private final JournalChain chain = JournalChain.start();
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final Map<String, List<Problem>> reporting = new ConcurrentHashMap<>();
  private volatile long head;
  private long sequence;

  /** With the nodes n1 (primary, which answers as the fake does) and n2. */
  @SuppressWarnings("FutureReturnValueIgnored") // a failing report shows in the statuses
  TestCluster(LogConnection connection, FakeNode n1) {
    this.connection = connection;
    codecs = new Codecs(connection);
    sender = new ReportSender(connection, codecs);
    appender = new FencedAppender(connection, codecs);
    appender.fence();
    append("test", first(n1));
    reporting.put("n1", List.of());
    reporting.put("n2", List.of());
    thread.scheduleAtFixedRate(
        () -> reporting.forEach((node, problems) -> sender.send(report(node, problems))),
        0,
        1,
        TimeUnit.SECONDS);
  }

  private static List<Object> first(FakeNode n1) {
    List<Object> payloads = new ArrayList<>();
    payloads.add(new NodeJoined(Written.member("n1", n1.url())));
    payloads.add(new NodeJoined(Written.member("n2")));
    payloads.add(
        PrimaryPromoted.newBuilder()
            .setEpoch(1)
            .setNode("n1")
            .setReason(PromotionReason.FOUNDING)
            .build());
    payloads.add(new ConfigurationChanged("Cluster.connectionTimeout", "shared", "6000", null));
    payloads.add(new PromotionOrderChanged(List.of(entry("n2"), entry("n1")), List.of()));
    payloads.add(new CertificateImported(certificate("admind", Duration.ofDays(90))));
    payloads.add(new CertificateImported(certificate("web", Duration.ofDays(5))));
    payloads.add(
        new TrustAnchorPublished(new TrustAnchor("ab".repeat(32), "n1", n1.certificate())));
    return payloads;
  }

  /** Each payload is a change of its own; returns the revision of the last. */
  synchronized long append(String actor, List<Object> payloads) {
    List<Event> events = new ArrayList<>();
    for (Object payload : payloads) {
      long revision = head + events.size() + 1;
      events.add(Written.event(connection.cluster(), revision, actor, payload));
    }
    List<JournalEntry> journal = events.stream().map(chain::next).toList();
    appender.append(new Batch(events, journal, List.of(), List.of(), -1));
    head += events.size();
    return head;
  }

  /** A person sets a parameter; returns the revision. */
  long set(String actor, String key, String value) {
    return append(actor, List.of(new ConfigurationChanged(key, "shared", value, null)));
  }

  /** The node's process is killed. */
  void kill(String node) {
    reporting.remove(node);
  }

  /** The node reports (again), with what keeps it from being ready. */
  void report(String node, Problem... problems) {
    reporting.put(node, List.of(problems));
  }

  private static PromotionEntry entry(String node) {
    return new PromotionEntry(
        node + ".localhost", "https://" + node + ".localhost:444", true, List.of());
  }

  private static Certificate certificate(String alias, Duration left) {
    return Certificate.newBuilder()
        .setAlias(alias)
        .setChain(List.of())
        .setSha256(Written.DIGEST)
        .setSubject("CN=<b>" + alias + "</b>")
        .setNotBefore(Instant.now())
        .setNotAfter(Instant.now().plus(left).plusSeconds(3_600))
        .build();
  }

  private NodeReport report(String node, List<Problem> problems) {
    return NodeReport.newBuilder()
        .setCluster(connection.cluster())
        .setNode(node)
        .setIncarnation("run-" + node)
        .setSequence(++sequence)
        .setTime(Instant.now())
        .setState(problems.isEmpty() ? NodeState.ONLINE : NodeState.SYNCING)
        .setPrimary(node.equals("n1"))
        .setEpoch(1)
        .setReceivedRevision(head)
        .setWrittenRevision(head)
        .setActiveRevision(head)
        .setOffset(head + 1)
        .setDigest(Written.DIGEST)
        .setFormatLevel(1)
        .setSoftwareVersion("1.0")
        .setProblems(problems)
        .build();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    appender.close();
    sender.close();
    codecs.close();
  }
}
