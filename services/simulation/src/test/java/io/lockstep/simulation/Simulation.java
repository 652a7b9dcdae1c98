package io.lockstep.simulation;

import static io.lockstep.simulation.check.Truth.require;

import io.lockstep.schema.Command;
import io.lockstep.schema.Submission;
import io.lockstep.simulation.broker.Broker;
import io.lockstep.simulation.check.Op;
import io.lockstep.simulation.check.Truth;
import io.lockstep.simulation.client.Clients;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.kernel.Trace;
import io.lockstep.simulation.kernel.Violation;
import io.lockstep.simulation.mutation.Mutation;
import io.lockstep.simulation.node.Founded;
import io.lockstep.simulation.node.Machine;
import java.time.Duration;
import java.util.List;

/** One history of a cluster, which its seed makes altogether. */
public final class Simulation {
  private static final long CONVERGED_WITHIN = Duration.ofSeconds(150).toNanos();

  /**
   * How a history ended.
   *
   * @param violation null if all held
   * @param revision that the log reached
   * @param seconds of virtual time
   */
  public record Result(
      long seed, Violation violation, Trace trace, long revision, int asked, double seconds) {
    /** The seed, what was broken, and the end of the trace. */
    public String report() {
      return "seed %d: %s%n%s%nAgain: -Dsimulation.seed=%d"
          .formatted(
              seed, violation == null ? "all held" : violation.getMessage(), trace.tail(120), seed);
    }
  }

  private final Clockwork clock = new Clockwork();
  private final Dice dice;
  private final Truth truth = new Truth();
  private final Broker broker;
  private final List<Machine> machines;
  private final Nemesis nemesis;
  private final Clients clients;

  private Simulation(long seed, Mutation mutation) {
    this.dice = new Dice(seed);
    boolean damages = dice.chance(0.06) || mutation.damages();
    boolean leaps = dice.chance(0.2) || mutation.leaps();
    this.broker = new Broker(clock, dice, mutation.rules(), truth::committed);
    this.machines =
        Founded.NODES.stream()
            .map(Founded::member)
            .map(member -> new Machine(member, clock, dice, broker, truth, mutation, damages))
            .toList();
    this.nemesis = new Nemesis(clock, dice, broker, machines, damages, leaps);
    this.clients = new Clients(clock, dice, truth, machines);
  }

  /** Runs a history of the product as it is. */
  public static Result run(long seed) {
    return run(seed, Mutation.NONE);
  }

  /** Runs a history in which something is done wrong. */
  public static Result run(long seed, Mutation mutation) {
    Simulation simulation = new Simulation(seed, mutation);
    Violation violation = null;
    try {
      simulation.run();
    } catch (Violation found) {
      violation = found;
    } finally {
      simulation.machines.stream().filter(Machine::isUp).forEach(machine -> machine.node().crash());
    }
    return new Result(
        seed,
        violation,
        simulation.clock.trace(),
        simulation.truth.image().revision(),
        simulation.clients.ops().size(),
        simulation.clock.now() / 1e9);
  }

  private void run() {
    Founded.batches().forEach(broker::found);
    machines.forEach(Machine::start);
    nemesis.start();
    clients.start(dice.between(1, 4));
    clock.run(dice.millis(6_000, 25_000), () -> false);
    clients.stop();
    nemesis.heal();
    converge();
    probe();
    startAnew();
  }

  private void converge() {
    clock.run(clock.now() + CONVERGED_WITHIN, this::isConverged);
    for (Machine machine : machines) {
      require(machine.isUp(), "everybody-converges", "a node is not up");
      require(
          machine.node().replay().view().isSound(),
          "everybody-converges",
          machine.node().name() + " is not sound: " + machine.node().replay().view());
      truth.requireSame(machine.node().name(), machine.node().replay().image());
    }
    require(deciders() == 1, "everybody-converges", deciders() + " nodes decide when all is well");
    requireDecided();
  }

  private boolean isConverged() {
    return machines.stream()
            .allMatch(
                machine ->
                    machine.running().filter(node -> !node.isStopping()).isPresent()
                        && machine.node().replay().view().isSound()
                        && machine.node().replay().image().revision() == truth.image().revision())
        && deciders() == 1
        && undecided() == null;
  }

  private long deciders() {
    return machines.stream()
        .filter(machine -> machine.isUp() && machine.node().isDeciding())
        .count();
  }

  private String undecided() {
    for (Command command : broker.takenCommands()) {
      for (Submission submission : command.getSubmissions()) {
        if (truth.outcome(submission.getId()).isEmpty()) {
          return submission.getId();
        }
      }
    }
    return null;
  }

  private void requireDecided() {
    String id = undecided();
    require(id == null, "every-command-is-decided", id + " was taken and has no outcome");
  }

  /** Every node gets a change accepted when all is well. */
  private void probe() {
    for (Machine machine : machines) {
      probe(machine, "probe-" + machine.node().name(), machine.node().name());
    }
    converge();
  }

  private void probe(Machine machine, String id, String value) {
    Op op = new Op(id, List.of(new Op.Step("probe", value, null)), 0);
    truth.asked(op);
    for (int i = 0; i < 5 && !op.answered; i++) {
      clients.send(op, machine.node()); // under the same id, as a client does
      clock.run(clock.now() + Duration.ofSeconds(8).toNanos(), () -> op.answered);
    }
    require(op.answered, "everybody-converges", id + " has no answer when all is well");
  }

  /** A node without anything reads what compaction has left, behind a removal or not. */
  private void startAnew() {
    if (dice.chance(0.3)) {
      probe(dice.pick(machines), "removal", null);
      clock.run(clock.now() + Duration.ofSeconds(4).toNanos(), () -> false);
    }
    Machine machine = dice.pick(machines);
    machine.node().crash();
    machine.wipe();
    broker.compactAll();
    machine.start();
    converge();
  }
}
