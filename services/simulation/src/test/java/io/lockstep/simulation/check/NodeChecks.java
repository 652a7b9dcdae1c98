package io.lockstep.simulation.check;

import static io.lockstep.simulation.check.Truth.require;

import io.lockstep.node.replay.NodeView;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.snapshot.Snapshot;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import java.util.Optional;

/** Holds what a node knows and says against the truth. */
public final class NodeChecks {
  private final String node;
  private final Truth truth;
  private final boolean damaged;
  private long revision;

  /**
   * For one run of a node.
   *
   * @param damaged whether records get lost on their way to it, so that it may find its image wrong
   */
  public NodeChecks(String node, Truth truth, boolean damaged) {
    this.node = node;
    this.truth = truth;
    this.damaged = damaged;
  }

  /** Begins with a snapshot. */
  public void startedFrom(Snapshot snapshot) {
    require(
        snapshot.image().digest().equals(truth.digest(snapshot.image().revision())),
        "snapshot-equals-log",
        "%s starts at revision %d with another image".formatted(node, snapshot.image().revision()));
    revision = snapshot.image().revision();
  }

  /** The node has a new view. */
  public void sees(NodeView view) {
    long now = view.image().revision();
    require(
        now >= revision || damaged,
        "images-go-on",
        "%s went back from revision %d to %d".formatted(node, revision, now));
    revision = now;
    require(
        now <= truth.image().revision(),
        "nothing-uncommitted-is-applied",
        "%s has revision %d, the log %d".formatted(node, now, truth.image().revision()));
    view.fault()
        .filter(fault -> !damaged)
        .ifPresent(
            fault -> require(false, "no-fault-without-damage", node + ": " + fault.message()));
    if (view.verified()) {
      require(
          view.image().digest().equals(truth.digest(now)),
          "one-digest-a-revision",
          "%s has another image at revision %d".formatted(node, now));
    }
  }

  /** The node finds its image wrong. */
  public void diverges() {
    require(damaged, "no-fault-without-damage", node + " found its image wrong");
  }

  /** The node finds a record that no primary wrote. */
  public void findsForgery(String message) {
    require(damaged, "no-fault-without-damage", node + ": " + message);
  }

  /** A node keeps no MACs of what it has verified. */
  private static Outcome withoutMac(Outcome outcome) {
    return Outcome.newBuilder(outcome).setMac(null).setMacVersion(0).build();
  }

  /** The node answers a client with an outcome. */
  public void answers(Op op, Outcome outcome, ReplayService replay) {
    op.answered = true;
    Optional<Outcome> decided = truth.outcome(op.id);
    require(
        decided.map(NodeChecks::withoutMac).filter(withoutMac(outcome)::equals).isPresent(),
        "acknowledged-survives",
        "%s answered %s otherwise than it was decided".formatted(node, op.id));
    if (outcome.getResult() != OutcomeResult.ACCEPTED) {
      return;
    }
    require(
        replay.image().revision() >= outcome.getRevision(),
        "reads-your-writes",
        "%s answered %s of revision %d and is at %d"
            .formatted(node, op.id, outcome.getRevision(), replay.image().revision()));
    require(
        !op.steps.isEmpty() || replay.image().revision() >= op.floor,
        "barriers-are-linearizable",
        "%s answered a barrier and is behind revision %d".formatted(node, op.floor));
  }
}
