package io.lockstep.benchmark.takeover;

import io.lockstep.benchmark.Benchmark;
import io.lockstep.benchmark.Plan;
import io.lockstep.benchmark.cluster.BenchCluster;
import io.lockstep.benchmark.cluster.Step;
import io.lockstep.benchmark.cluster.Wait;
import io.lockstep.benchmark.report.Figure;
import io.lockstep.benchmark.report.Report;
import io.lockstep.benchmark.stats.Runs;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.PrimaryTerm;
import io.lockstep.cli.demo.PacedWriter;
import io.lockstep.cli.demo.PacedWriter.Acknowledged;
import io.lockstep.log.codec.Codecs;
import io.lockstep.sandbox.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The primary is killed while changes are made. */
public final class TakeoverBenchmark implements Benchmark {
  private static final int NODES = 3;
  private static final int PER_SECOND = 200;
  private static final int BEFORE = 400;
  private static final int AFTER = 200;

  /** {@code Cluster.connectionTimeout} by its default, in milliseconds. */
  private static final double TIMEOUT = 10_000;

  private static final double MOST = TIMEOUT + 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<Double> takeovers = new ArrayList<>();
  private final List<Double> lost = new ArrayList<>();
  private final List<Double> acknowledged = new ArrayList<>();
  private final List<Double> unanswered = new ArrayList<>();

  @Override
  public String name() {
    return "takeover";
  }

  @Override
  public String description() {
    return "primary killed at 200 changes a second: first change accepted after, changes lost";
  }

  @Override
  public String takes() {
    return "4 min";
  }

  @Override
  public Report run(Plan plan, Progress progress) throws InterruptedException {
    int runs = plan.quick() ? 1 : plan.runs();
    try (BenchCluster cluster = BenchCluster.start(plan.folder(), NODES, progress);
        Codecs codecs = new Codecs(cluster.connection())) {
      codecs.prepare();
      Ledger ledger = new Ledger(cluster.connection(), codecs);
      Step.runs(progress, runs, () -> takeover(cluster, ledger));
    }
    return new Report(
        name(),
        List.of(
            "%d changes a second are made through three nodes in turn, at most 100 of them on their way,"
                    .formatted(PER_SECOND)
                + " each asked of another node under the same command id when one does not answer."
                + " After %d of them the primary's process is killed (`kill -9`). Broker, registry"
                    .formatted(BEFORE)
                + " and nodes are processes of the sandbox with their defaults, among them"
                + " `Cluster.connectionTimeout` of 10 s. The time is from before the kill until a"
                + " node has answered the first change of the new term. *Lost*: changes that were"
                + " acknowledged and are not in the journal once, at their revision, with their"
                + " value. After each run the killed node returns; runs that warm up are not needed,"
                + " since what is measured is a timeout."),
        List.of(
            new Figure("kill → first change accepted", "ms", new Runs(takeovers), MOST),
            new Figure("acknowledged changes lost", "", new Runs(lost), 0.0),
            Figure.of("acknowledged changes", "", new Runs(acknowledged)),
            Figure.of("changes without an answer", "", new Runs(unanswered))),
        List.of());
  }

  private void takeover(BenchCluster cluster, Ledger ledger) throws InterruptedException {
    List<NodeClient> nodes = cluster.nodes();
    PrimaryTerm before = nodes.get(0).primary();
    long since = nodes.get(0).state(Duration.ofSeconds(10)).revision();
    try (PacedWriter writer = new PacedWriter(nodes)) {
      writer.start(PER_SECOND);
      Wait.until(
          BEFORE + " changes",
          PATIENCE,
          () -> writer.acknowledgedCount() >= BEFORE,
          writer::acknowledgedCount);
      long killed = System.nanoTime();
      cluster.killNode(before.node());
      String survivor =
          cluster.nodeIds().stream()
              .filter(id -> !id.equals(before.node()))
              .findFirst()
              .orElseThrow();
      Wait.until(
          "a primary after " + before.node(),
          PATIENCE,
          () -> cluster.node(survivor).primary().epoch() > before.epoch(),
          () -> cluster.node(survivor).primary());
      PrimaryTerm after = cluster.node(survivor).primary();
      Wait.until(
          AFTER + " changes of " + after.node(),
          PATIENCE,
          () -> accepted(writer, after).size() >= AFTER,
          () -> accepted(writer, after).size());
      writer.stop();
      Wait.until("all answers", PATIENCE, () -> writer.open() == 0, writer::open);
      long first =
          accepted(writer, after).stream().mapToLong(Acknowledged::atNanos).min().orElseThrow();
      takeovers.add((first - killed) / 1e6);
      acknowledged.add((double) writer.acknowledgedCount());
      unanswered.add((double) writer.unanswered().size());
      lost.add((double) ledger.lost(writer.acknowledged(), since));
    }
    cluster.startNode(before.node());
  }

  private static List<Acknowledged> accepted(PacedWriter writer, PrimaryTerm term) {
    return writer.acknowledged().stream()
        .filter(change -> change.revision() > term.revision())
        .toList();
  }
}
