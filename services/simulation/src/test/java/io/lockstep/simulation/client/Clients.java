package io.lockstep.simulation.client;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.simulation.check.Op;
import io.lockstep.simulation.check.Truth;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.kernel.Violation;
import io.lockstep.simulation.node.Machine;
import io.lockstep.simulation.node.SimulatedNode;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.EntityKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Clients that read and write through any node, compare and set, ask for hand-overs, and send a
 * request again when they have no answer, or although they will get one.
 */
public final class Clients {
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");

  private final Clockwork clock;
  private final Dice dice;
  private final Truth truth;
  private final List<Machine> machines;
  private final List<Op> ops = new ArrayList<>();
  private boolean stopped;
  private int ids;
  private long known;

  /** Clients of a cluster. */
  public Clients(Clockwork clock, Dice dice, Truth truth, List<Machine> machines) {
    this.clock = clock;
    this.dice = dice;
    this.truth = truth;
    this.machines = machines;
  }

  /** Starts a number of them. */
  public void start(int number) {
    if (dice.chance(0.5)) {
      clock.after(dice.millis(0, 3_000), this::preferTheFirst);
    }
    for (int i = 0; i < number; i++) {
      clock.after(dice.millis(0, 1_500), this::next);
    }
  }

  /** Lets them ask for nothing new. */
  public void stop() {
    stopped = true;
  }

  /** What they asked for. */
  public List<Op> ops() {
    return ops;
  }

  private void next() {
    if (stopped) {
      return;
    }
    Optional<SimulatedNode> node = dice.pick(machines).running();
    if (node.isPresent()) {
      ask(node.get());
    }
    clock.after(dice.chance(0.3) ? dice.millis(0, 20) : dice.millis(50, 1_200), this::next);
  }

  private void ask(SimulatedNode node) {
    if (dice.chance(0.05)) {
      handOver(node);
      return;
    }
    Op op = new Op("c" + ++ids, dice.chance(0.1) ? List.of() : steps(node), known);
    ops.add(op);
    truth.asked(op);
    send(op, node);
    if (dice.chance(0.1)) { // the request comes twice
      clock.after(
          dice.millis(0, 300), () -> dice.pick(machines).running().ifPresent(n -> send(op, n)));
    }
  }

  private List<Op.Step> steps(SimulatedNode node) {
    List<Op.Step> steps = new ArrayList<>();
    int number = dice.chance(0.2) ? dice.between(2, 3) : 1;
    int first = dice.between(0, KEYS.size() - 1);
    for (int i = 0; i < number; i++) {
      String key = KEYS.get((first + i) % KEYS.size());
      Long expected = dice.chance(0.5) ? (Long) Truth.revision(node.replay().image(), key) : null;
      boolean removes = dice.chance(0.3);
      steps.add(new Op.Step(key, removes ? null : "v" + ids + "." + i, expected));
    }
    return steps;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  private void handOver(SimulatedNode node) {
    String target = dice.pick(machines).node().name();
    clock.tell("client: asks " + node.name() + " to promote " + target);
    node.submit(submission(node, new PromoteNode(target, PromotionReason.MANUAL)));
  }

  /** Lets the first of the order take over again by itself, if there is a node to ask. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
  private void preferTheFirst() {
    Optional<SimulatedNode> node = dice.pick(machines).running();
    if (node.isPresent()) {
      clock.tell("client: asks " + node.get().name() + " to fail back");
      node.get()
          .submit(
              submission(
                  node.get(),
                  SetConfiguration.newBuilder()
                      .setKey(KnownParameters.FAILBACK.key())
                      .setValue("preferred")
                      .build()));
    }
  }

  private Submission submission(SimulatedNode node, Object action) {
    return submission("p" + ++ids, node, List.of(Operation.newBuilder().setAction(action).build()));
  }

  /** Sends a request to a node; asks another one if there is no answer. */
  @SuppressWarnings("FutureReturnValueIgnored") // the callback takes the answer
  public void send(Op op, SimulatedNode node) {
    clock.tell("client: " + op.id + " to " + node.name() + " " + op.steps);
    op.sentTo.add(node.name());
    node.submit(submission(op.id, node, op.steps.stream().map(Clients::operation).toList()))
        .whenComplete(
            (outcome, failure) -> {
              try {
                done(op, node, outcome);
              } catch (Violation violation) {
                clock.fail(violation);
              }
            });
  }

  /** Takes an answer; null where the request failed. */
  private void done(Op op, SimulatedNode node, Optional<Outcome> outcome) {
    if (node.isGone()) {
      return;
    }
    if (outcome != null && outcome.isPresent()) {
      clock.tell(
          "client: " + op.id + " " + outcome.get().getResult() + " " + outcome.get().getRevision());
      node.checks().answers(op, outcome.get(), node.replay());
      if (outcome.get().getResult() == OutcomeResult.ACCEPTED) {
        known = Math.max(known, outcome.get().getRevision());
      }
      return;
    }
    clock.tell("client: " + op.id + " has no answer");
    if (op.sentTo.size() < 4 && dice.chance(0.6)) {
      clock.after(
          dice.millis(10, 2_000), () -> dice.pick(machines).running().ifPresent(n -> send(op, n)));
    }
  }

  private Submission submission(String id, SimulatedNode node, List<Operation> operations) {
    Submission submission = new Submission();
    submission.setId(id);
    submission.setActor("client");
    submission.setTime(Instant.ofEpochMilli(node.wallMillis()));
    submission.setOperations(
        operations.isEmpty()
            ? List.of(Operation.newBuilder().setAction(new Barrier()).build())
            : operations);
    return submission;
  }

  private static Operation operation(Op.Step step) {
    Object action =
        step.value() == null
            ? new RemoveConfiguration(step.key(), EntityKeys.SHARED)
            : SetConfiguration.newBuilder().setKey(step.key()).setValue(step.value()).build();
    return Operation.newBuilder().setAction(action).setExpectedRevision(step.expected()).build();
  }
}
