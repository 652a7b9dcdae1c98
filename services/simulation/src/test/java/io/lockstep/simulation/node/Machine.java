package io.lockstep.simulation.node;

import io.lockstep.log.tail.TailHandler;
import io.lockstep.node.primary.PrimaryLog;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.node.snapshot.SnapshotChoice;
import io.lockstep.node.snapshot.SnapshotFormat;
import io.lockstep.schema.Member;
import io.lockstep.simulation.broker.Broker;
import io.lockstep.simulation.broker.Faults;
import io.lockstep.simulation.broker.SimulatedPrimaryLog;
import io.lockstep.simulation.broker.SimulatedProcess;
import io.lockstep.simulation.broker.SimulatedTime;
import io.lockstep.simulation.check.Truth;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.mutation.Mutation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.file.SeekableByteArrayInput;

/** What stays of a node when its process is gone: its disk, its clock, its link to the broker. */
public final class Machine {
  private final Member member;
  private final Clockwork clock;
  private final Dice dice;
  private final Broker broker;
  private final Truth truth;
  private final Mutation mutation;
  private final boolean damaged;
  private final Faults faults;
  private byte[] disk;
  private long clockOffMillis;
  private int runs;
  private int ids;
  private SimulatedNode node;

  /** A machine on which nothing runs yet. */
  public Machine(
      Member member,
      Clockwork clock,
      Dice dice,
      Broker broker,
      Truth truth,
      Mutation mutation,
      boolean damaged) {
    this.member = member;
    this.clock = clock;
    this.dice = dice;
    this.broker = broker;
    this.truth = truth;
    this.mutation = mutation;
    this.damaged = damaged;
    this.faults = new Faults(dice);
  }

  /** Starts the node, unless it runs; tries again while the broker does not answer. */
  public void start() {
    if (isUp()) {
      return;
    }
    if (faults.isCut()) {
      clock.after(dice.millis(500, 1_000), this::start);
      return;
    }
    runs++;
    node = new SimulatedNode(this, truth, damaged);
    node.start();
  }

  /** Whether the node runs, or stands still. */
  public boolean isUp() {
    return node != null && !node.isGone();
  }

  /** The node, if it runs and does not stand still. */
  public Optional<SimulatedNode> running() {
    return isUp() && !node.isPaused() ? Optional.of(node) : Optional.empty();
  }

  /** The node's last run. */
  public SimulatedNode node() {
    return node;
  }

  void ended() {
    clock.after(dice.millis(100, 4_000), this::start);
  }

  /** Sets the node's clock forward, or back where negative. */
  public void turnClock(long millis) {
    clock.tell(member.getId() + ": clock turned by " + millis);
    clockOffMillis = millis;
  }

  /** Wipes the disk. */
  public void wipe() {
    disk = null;
  }

  // ---- for the node

  Member member() {
    return member;
  }

  String run() {
    return member.getId() + "/" + runs;
  }

  String newId() {
    return member.getId() + "-" + ++ids;
  }

  long wallMillis() {
    return SimulatedTime.EPOCH_MILLIS + clock.now() / 1_000_000 + clockOffMillis;
  }

  Clockwork clock() {
    return clock;
  }

  Dice dice() {
    return dice;
  }

  Broker broker() {
    return broker;
  }

  /** The link to the broker. */
  public Faults faults() {
    return faults;
  }

  PrimaryLog primaryLog(SimulatedProcess process) {
    return mutation.log(new SimulatedPrimaryLog(process, broker, clock, dice, faults));
  }

  TailHandler handler(TailHandler real) {
    return mutation.handler(real);
  }

  void keep(Snapshot snapshot) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      SnapshotFormat.write(mutation.kept(snapshot), Trust.CLUSTER, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    disk = out.toByteArray();
    clock.tell(
        member.getId()
            + ": keeps revision "
            + snapshot.image().revision()
            + " at "
            + snapshot.offset());
  }

  void forget() {
    disk = null;
  }

  /** The snapshot, if it may be used: as {@code NodeLog} finds out. */
  Optional<Snapshot> snapshot() {
    if (disk == null) {
      return Optional.empty();
    }
    try {
      Optional<Snapshot> kept =
          SnapshotFormat.read(() -> new SeekableByteArrayInput(disk), Trust.CLUSTER);
      return kept.filter(
          snapshot ->
              SnapshotChoice.problem(
                      snapshot,
                      Instant.ofEpochMilli(wallMillis()),
                      Broker.DELETE_RETENTION,
                      0,
                      broker.eventsEnd())
                  .isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
