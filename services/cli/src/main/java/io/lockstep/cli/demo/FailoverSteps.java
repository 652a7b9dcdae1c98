package io.lockstep.cli.demo;

import io.lockstep.cli.client.NodeState;
import io.lockstep.cli.client.PrimaryTerm;
import io.lockstep.cli.demo.PacedWriter.Acknowledged;
import io.lockstep.cli.output.StepLines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The primary dies while it is busy. */
final class FailoverSteps implements AutoCloseable {
  private static final int PER_SECOND = 200;
  private static final int BEFORE = 400;
  private static final int AFTER = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DemoCluster cluster;
  private final PacedWriter writer;
  private PrimaryTerm before;
  private PrimaryTerm after;
  private long killedAt;

  FailoverSteps(DemoCluster cluster) {
    this.cluster = cluster;
    this.writer = new PacedWriter(List.copyOf(cluster.clients().values()));
  }

  List<Step> steps() {
    return List.of(
        new Step("kill -9 the primary while 200 changes a second are written", this::kill),
        new Step("the next in the order takes over", this::takeOver),
        new Step("every acknowledged change is there", this::verifyAcknowledged),
        new Step("the killed node returns and catches up", this::returnAndCatchUp));
  }

  private String kill() throws InterruptedException {
    before = cluster.client(cluster.awaitPrimary()).primary();
    writer.start(PER_SECOND);
    Wait.until(
        BEFORE + " acknowledged changes",
        PATIENCE,
        () -> present(writer.acknowledgedCount() >= BEFORE));
    long pid = cluster.sandbox().pid(before.node()).orElseThrow();

    killedAt = System.nanoTime();
    cluster.sandbox().killNode(before.node());

    Processes.awaitEnd(pid);
    return before.node()
        + ", process "
        + pid
        + ", was killed with "
        + writer.acknowledgedCount()
        + " changes acknowledged and "
        + writer.open()
        + " on their way";
  }

  private String takeOver() throws InterruptedException {
    List<String> survivors =
        cluster.ids().stream().filter(id -> !id.equals(before.node())).toList();
    PrimaryTerm term =
        Wait.until("a new primary on both survivors", PATIENCE, () -> newTerm(survivors));
    Duration took = Duration.ofNanos(System.nanoTime() - killedAt);
    after = term;
    Proof.same("the new primary", survivors.get(0), term.node());
    Wait.until(
        AFTER + " changes accepted by " + term.node(),
        PATIENCE,
        () -> present(acceptedBy(term).size() >= AFTER));
    writer.stop();
    Wait.until("answers to all changes", PATIENCE, () -> present(writer.open() == 0));

    long first = acceptedBy(term).stream().mapToLong(Acknowledged::atNanos).min().orElseThrow();
    return String.format(
        "%s is primary in epoch %d, %s after the kill (%s is %d ms); it answered its first change"
            + " %s after the kill",
        term.node(),
        term.epoch(),
        StepLines.seconds(took),
        ChangeSteps.TIMEOUT,
        ChangeSteps.TIMEOUT_MILLIS,
        StepLines.seconds(Duration.ofNanos(first - killedAt)));
  }

  private Optional<PrimaryTerm> newTerm(List<String> survivors) {
    List<PrimaryTerm> terms =
        survivors.stream().map(id -> cluster.client(id).primary()).distinct().toList();
    return Optional.of(terms.get(0))
        .filter(term -> terms.size() == 1 && term.epoch() > before.epoch());
  }

  private List<Acknowledged> acceptedBy(PrimaryTerm term) {
    return writer.acknowledged().stream().filter(a -> a.revision() > term.revision()).toList();
  }

  private String verifyAcknowledged() throws Exception {
    return new WriterAudit(cluster, writer, before.node()).verify();
  }

  private String returnAndCatchUp() throws InterruptedException {
    String returned = before.node();
    long head = cluster.state(after.node()).revision();
    long begin = System.nanoTime();
    cluster.sandbox().startNode(returned);
    NodeState state =
        Wait.until(
            returned + " to reach revision " + head,
            PATIENCE,
            () ->
                Optional.of(cluster.state(returned))
                    .filter(s -> s.caughtUp() && s.revision() >= head));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Proof.same("the primary", after.node(), cluster.awaitPrimary());
    return returned
        + " started and reached revision "
        + state.revision()
        + " in "
        + StepLines.seconds(took)
        + "; "
        + after.node()
        + " stays primary";
  }

  private static Optional<Boolean> present(boolean condition) {
    return condition ? Optional.of(true) : Optional.empty();
  }

  @Override
  public void close() {
    writer.close();
  }
}
