package io.lockstep.simulation.node;

import io.lockstep.node.command.CommandGateway;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.primary.PrimaryDuty;
import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.report.NodeStatus;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotPlan;
import io.lockstep.node.trust.LogTrust;
import io.lockstep.node.trust.Macs;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.Submission;
import io.lockstep.simulation.broker.SimulatedProcess;
import io.lockstep.simulation.broker.SimulatedSender;
import io.lockstep.simulation.broker.SimulatedTail;
import io.lockstep.simulation.check.NodeChecks;
import io.lockstep.simulation.check.Truth;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.kernel.Fiber;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.image.ClusterImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One run of a node's process: the parts that {@code NodeService} puts together, without threads.
 * It is paused and goes on, or is gone for good; then another run of the same node may begin.
 */
public final class SimulatedNode implements SimulatedProcess {
  private static final long LOOK = Duration.ofMillis(250).toNanos();
  private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SNAPSHOT_INTERVAL = Duration.ofSeconds(8);
  private static final int SNAPSHOT_EVENTS = 10;

  private final Machine machine;
  private final Clockwork clock;
  private final Dice dice;
  private final Member self;
  private final NodeChecks checks;
  private final ReplayService replay;
  private final Liveness liveness;
  private final CommandGateway gateway;
  private final PrimaryDuty duty;
  private final SimulatedTail tail;
  private final SimulatedSender sender;
  private final SnapshotPlan snapshots;
  private final Macs macs;
  private final Deque<Runnable> late = new ArrayDeque<>();
  private Fiber fiber;
  private BooleanSupplier awaited = () -> false;
  private int wait;
  private boolean waiting;
  private boolean paused;
  private boolean gone;
  private boolean stopping;
  private long sequence;
  private NodeState lastState;
  private boolean lastPrimary;

  /** Starts a node on its machine. */
  SimulatedNode(Machine machine, Truth truth, boolean damaged) {
    this.machine = machine;
    this.clock = machine.clock();
    this.dice = machine.dice();
    this.self = machine.member();
    this.checks = new NodeChecks(name(), truth, damaged);
    this.macs = new Macs(Trust.of(name()));
    Optional<Snapshot> snapshot = machine.snapshot();
    snapshot.ifPresent(checks::startedFrom);
    this.liveness = new Liveness(name(), clock::now, this::timeout);
    this.replay =
        new ReplayService(
            snapshot.map(Snapshot::image).orElse(ClusterImage.EMPTY),
            snapshot.map(Snapshot::offset).orElse(0L),
            machine.faults().ask(machine.broker()::eventsReadable),
            machine.faults().ask(machine.broker()::outcomesReadable),
            new LogTrust(Trust.of(name()), () -> new LogTrust.Announced(List.of(), Long.MAX_VALUE)),
            reports -> reports.forEach(liveness::hear),
            clock::now);
    this.snapshots =
        new SnapshotPlan(
            SNAPSHOT_EVENTS,
            SNAPSHOT_INTERVAL,
            clock::now,
            () -> Instant.ofEpochMilli(machine.wallMillis()).minusMillis(replay.staleMillis()));
    this.sender = new SimulatedSender(this, machine.broker(), clock, machine.faults());
    this.gateway =
        new CommandGateway(
            Trust.CLUSTER,
            name(),
            replay,
            Trust::sign,
            sender::send,
            COMMAND_TIMEOUT,
            new SimulatedTimer(this, clock));
    this.duty =
        new PrimaryDuty(
            self,
            replay,
            liveness,
            machine.primaryLog(this),
            Trust.of(name()),
            new Warnings(),
            Trust::verify,
            ProfileParameters.NONE,
            this::timeout,
            () -> false,
            new SimulatedSurroundings(this, machine));
    this.tail =
        new SimulatedTail(
            this,
            machine.broker(),
            clock,
            dice,
            machine.faults(),
            machine.handler(replay),
            snapshot.map(Snapshot::offset).orElse(0L));
    replay.onRestart(tail::restartFrom);
    replay.onDivergence(this::diverged);
    replay.onForgery(forgery -> checks.findsForgery(forgery.message()));
    replay.addListener(view -> liveness.reach(view.image().revision()));
    replay.addListener(this::saw);
  }

  void start() {
    clock.tell(name() + ": starts at revision " + replay.image().revision());
    tail.start();
    after(dice.millis(0, 200), this::look);
    after(dice.millis(0, 200), this::report);
  }

  private Duration timeout() {
    return Duration.ofMillis(
        Long.parseLong(KnownParameters.shared(replay.image(), KnownParameters.CONNECTION_TIMEOUT)));
  }

  @Override
  public String name() {
    return self.getId();
  }

  // ---- what it does by itself

  private void saw(NodeView view) {
    checks.sees(view);
    clock.tell(
        name()
            + ": sees revision "
            + view.image().revision()
            + " at "
            + view.position()
            + (view.isSound() ? "" : " unsound"));
    if (view.isSound()) {
      snapshot(view, false);
    }
  }

  private void snapshot(NodeView view, boolean last) {
    Optional<Snapshot> due = snapshots.due(view, last);
    if (due.isPresent()) {
      machine.keep(due.get());
      snapshots.written(due.get());
    }
  }

  private void diverged() {
    checks.diverges();
    machine.forget();
    snapshots.forget();
  }

  private void look() {
    serveIfDue();
    NodeState state = NodeStatus.state(replay.view(), name());
    if (state != lastState || duty.isDeciding() != lastPrimary) {
      tellHowItIs();
    }
    after(LOOK, this::look);
  }

  private void serveIfDue() {
    if (fiber == null && !stopping && duty.isDue()) {
      clock.tell(name() + ": serves");
      fiber = new Fiber(duty::serve);
      run();
    }
  }

  private void report() {
    tellHowItIs();
    Duration most = timeout().dividedBy(4);
    Duration interval = most.compareTo(Duration.ofSeconds(1)) < 0 ? most : Duration.ofSeconds(1);
    after(interval.toNanos(), this::report);
  }

  private void tellHowItIs() {
    NodeView view = replay.view();
    lastState = stopping ? NodeState.STOPPING : NodeStatus.state(view, name());
    lastPrimary = duty.isDeciding();
    NodeReport report = new NodeReport();
    report.setCluster(Trust.CLUSTER);
    report.setNode(name());
    report.setIncarnation(machine.run());
    report.setSequence(++sequence);
    report.setTime(Instant.ofEpochMilli(machine.wallMillis()));
    report.setState(lastState);
    report.setPrimary(lastPrimary);
    report.setEpoch(view.image().promotion().epoch());
    report.setReceivedRevision(view.image().revision());
    report.setWrittenRevision(view.image().revision());
    report.setActiveRevision(view.image().revision());
    report.setOffset(view.position());
    report.setDigest(ByteBuffer.wrap(view.image().digest().bytes()));
    report.setFormatLevel(self.getFormatLevel());
    report.setSoftwareVersion(self.getSoftwareVersion());
    report.setDrifted(List.of());
    report.setProblems(List.of());
    report.setWarnings(List.of());
    report.setCertificates(List.of());
    sender.report(macs.sign(report));
  }

  // ---- the primary's thread

  private void run() {
    Fiber running = fiber;
    running.resume();
    if (running.isOver()) {
      fiber = null;
      waiting = false;
      clock.tell(name() + ": serves no more");
      if (stopping) {
        after(dice.millis(0, 20), this::end);
      }
    }
  }

  @Override
  public void block(BooleanSupplier until, long nanos) {
    if (until.getAsBoolean()) {
      return;
    }
    awaited = until;
    waiting = true;
    int number = ++wait;
    after(nanos, () -> wake(number));
    fiber.pause();
  }

  private void wake(int number) {
    if (waiting && number == wait && fiber != null) {
      waiting = false;
      run();
    }
  }

  @Override
  public void poke() {
    if (gone || !waiting || !awaited.getAsBoolean()) {
      return;
    }
    int number = wait;
    after(0, () -> wake(number));
  }

  // ---- what is done to it

  @Override
  public void after(long nanos, Runnable action) {
    clock.after(nanos, () -> act(action));
  }

  private void act(Runnable action) {
    if (paused) {
      late.addLast(action);
    } else if (!gone) {
      action.run();
    }
  }

  /** Sends a request. */
  public CompletableFuture<Optional<Outcome>> submit(Submission submission) {
    return gateway.submit(submission);
  }

  /** Stops all that it does, until it goes on. */
  public void pause() {
    clock.tell(name() + ": pauses");
    paused = true;
  }

  /** Lets it go on where it was. */
  public void goOn() {
    if (!paused) {
      return;
    }
    clock.tell(name() + ": goes on");
    paused = false;
    while (!late.isEmpty() && !paused && !gone) {
      Runnable next = late.pollFirst();
      clock.after(0, () -> act(next));
    }
  }

  /** Ends the process at once. */
  public void crash() {
    if (!gone) {
      clock.tell(name() + ": crashes");
      leave();
    }
  }

  private void leave() {
    gone = true;
    late.clear();
    tail.close();
    if (fiber != null) {
      fiber.kill();
      fiber = null;
    }
  }

  /** Asks it to hand its role over, to write a snapshot, and to end. */
  public void stop() {
    clock.tell(name() + ": stops");
    stopping = true;
    duty.stop();
    tellHowItIs();
    if (fiber == null) {
      after(dice.millis(0, 20), this::end);
    }
  }

  private void end() {
    if (replay.view().isSound()) {
      snapshot(replay.view(), true);
    }
    clock.tell(name() + ": ends");
    leave();
    machine.ended();
  }

  /** Whether the process is not there any more. */
  public boolean isGone() {
    return gone;
  }

  /** Whether it stands still. */
  public boolean isPaused() {
    return paused;
  }

  /** Whether it is about to end. */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Lets an event get lost on its way to it; not while it reads the log again for another: it would
   * stop then, and wait for somebody to look.
   */
  public void lose() {
    tail.lose(() -> replay.view().fault().isPresent());
  }

  /** The node's clock. */
  public long wallMillis() {
    return machine.wallMillis();
  }

  /** What it knows. */
  public ReplayService replay() {
    return replay;
  }

  /** Whether it decides for the cluster. */
  public boolean isDeciding() {
    return duty.isDeciding();
  }

  /** How often it has read the log. */
  long turns() {
    return tail.turns();
  }

  /** Holds what it says against the truth. */
  public NodeChecks checks() {
    return checks;
  }
}
