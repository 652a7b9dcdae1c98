package io.lockstep.simulation;

import io.lockstep.simulation.broker.Broker;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.node.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What goes wrong in a history, and when; until all is well again. */
final class Nemesis {
  private final Clockwork clock;
  private final Dice dice;
  private final Broker broker;
  private final List<Machine> machines;
  private final boolean damages;
  private final boolean leaps;
  private final int calm;
  private boolean over;

  Nemesis(
      Clockwork clock,
      Dice dice,
      Broker broker,
      List<Machine> machines,
      boolean damages,
      boolean leaps) {
    this.clock = clock;
    this.dice = dice;
    this.broker = broker;
    this.machines = machines;
    this.damages = damages;
    this.leaps = leaps;
    this.calm = dice.between(150, 2_500);
  }

  void start() {
    machines.forEach(machine -> machine.turnClock(dice.between(-60_000, 60_000)));
    plan();
    int cleaning = dice.pick(List.of(0, 400, 3_000));
    if (cleaning > 0) {
      clean(cleaning);
    }
    if (leaps) {
      clock.after(dice.millis(1_000, 4_000), () -> absence(dice.pick(machines)));
    }
  }

  /** The cleaner of the brokers has its own mind. */
  private void clean(int millis) {
    clock.after(
        dice.millis(millis / 2, millis * 2),
        () -> {
          broker.compact();
          clean(millis);
        });
  }

  private void plan() {
    clock.after(dice.millis(calm / 4, calm * 2), this::strike);
  }

  private void strike() {
    if (over) {
      return;
    }
    Machine machine = dice.pick(machines);
    switch (dice.between(0, 17)) {
      case 0, 1 -> crash(machine);
      case 2 -> machine.running().ifPresent(node -> node.stop());
      case 3 -> pause(machine, dice.millis(50, 1_500));
      case 4 -> pause(machine, dice.millis(1_500, 14_000));
      case 5 -> primary().ifPresent(one -> pause(one, dice.millis(500, 8_000)));
      case 6, 7 -> cut(machine);
      case 8 -> lossy(machine);
      case 9 -> machine.turnClock(dice.between(-120_000, 120_000));
      case 10, 11 -> broker.compact();
      case 12 -> rare(machine);
      case 13, 14 -> primary().ifPresent(this::strikeAtCommit);
      case 15 -> slow(machine);
      case 16 -> missCleaning(machine);
      default -> primary().ifPresent(this::crash);
    }
    plan();
  }

  private void rare(Machine machine) {
    if (damages) {
      machine.running().ifPresent(node -> node.lose());
    } else if (leaps) {
      absence(machine);
    } else if (dice.chance(0.2)) {
      machines.forEach(this::cut);
    } else {
      broker.compact();
    }
  }

  private void crash(Machine machine) {
    if (machine.isUp()) {
      machine.node().crash();
      if (dice.chance(0.2)) {
        machine.wipe();
      }
      long away = dice.chance(0.4) ? dice.millis(30, 500) : dice.millis(500, 5_000);
      clock.after(away, machine::start);
    }
  }

  private Optional<Machine> primary() {
    return machines.stream()
        .filter(machine -> machine.isUp() && machine.node().isDeciding())
        .findFirst();
  }

  /** The worst moment: what was asked for is done, and nobody hears of it; or just not. */
  private void strikeAtCommit(Machine machine) {
    if (dice.chance(0.6)) {
      broker.delayMarkers(1);
    }
    if (dice.chance(0.4)) {
      slow(machine);
    }
    Runnable strike =
        switch (dice.between(0, 2)) {
          case 0 -> () -> crash(machine);
          case 1 -> () -> pause(machine, dice.millis(2_000, 9_000));
          default -> () -> cut(machine);
        };
    if (dice.chance(0.3)) {
      machine.faults().beforeCommit(strike);
    } else {
      machine.faults().afterCommit(strike);
    }
  }

  private void slow(Machine machine) {
    machine.faults().slow(dice.between(200, 1_500));
    clock.after(dice.millis(1_000, 6_000), () -> machine.faults().slow(0));
  }

  private void pause(Machine machine, long nanos) {
    if (machine.isUp() && !machine.node().isPaused()) {
      var node = machine.node();
      node.pause();
      clock.after(nanos, node::goOn);
    }
  }

  private void cut(Machine machine) {
    clock.tell("link of a machine is cut");
    machine.faults().cut(true);
    clock.after(dice.millis(100, 8_000), () -> machine.faults().cut(false));
  }

  private void lossy(Machine machine) {
    machine.faults().lose(0.3);
    clock.after(dice.millis(500, 6_000), () -> machine.faults().lose(0));
  }

  /** A node is away while the log is cleaned again and again. */
  private void missCleaning(Machine machine) {
    if (machine.isUp()) {
      machine.node().crash();
      for (int pass = 1; pass <= 6; pass++) {
        clock.after(dice.millis(400 * pass, 500 * pass), broker::compactAll);
      }
      clock.after(dice.millis(2_500, 4_000), machine::start);
    }
  }

  /** A node is away, or stands still, for longer than the log remembers removals. */
  private void absence(Machine machine) {
    if (!machine.isUp()) {
      return;
    }
    if (dice.chance(0.5)) {
      pause(machine, dice.millis(7_000, 9_000));
    } else {
      machine.node().crash();
      clock.after(dice.millis(7_000, 9_000), machine::start);
    }
    for (int pass = 1; pass <= 3; pass++) {
      clock.after(
          dice.millis(1_000 + 1_500 * pass, 1_500 + 1_500 * pass),
          () -> {
            if (over) {
              return;
            }
            clock.tell("time leaps");
            broker.compactAll();
            clock.leap(Broker.DELETE_RETENTION.plus(Duration.ofMinutes(1)).dividedBy(2).toNanos());
            broker.compactAll();
          });
    }
  }

  /** Ends all faults and lets every node run. */
  void heal() {
    over = true;
    for (Machine machine : machines) {
      machine.faults().cut(false);
      machine.faults().lose(0);
      machine.faults().slow(0);
      machine.faults().beforeCommit(() -> {});
      machine.faults().afterCommit(() -> {});
      if (machine.isUp()) {
        machine.node().goOn();
      }
      clock.after(dice.millis(0, 500), machine::start);
    }
  }
}
