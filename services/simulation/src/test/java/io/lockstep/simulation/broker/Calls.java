package io.lockstep.simulation.broker;

import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.simulation.kernel.Violation;
import java.util.function.Supplier;

/** Requests of a client that waits for the answers, and asks again as Kafka's clients do. */
final class Calls {
  private static final long REQUEST_TIMEOUT = 700_000_000L;

  /** Nobody answered in time: what was asked for was done, or not. */
  static final class Unanswered extends Exception {
    private static final long serialVersionUID = 1L;

    Unanswered() {
      super("no answer", null, false, false);
    }
  }

  private static final class Attempt<T> {
    private T result;
    private RuntimeException failure;
    private boolean answered;
  }

  private final SimulatedProcess process;
  private final Clockwork clock;
  private final Dice dice;
  private final Faults faults;

  Calls(SimulatedProcess process, Clockwork clock, Dice dice, Faults faults) {
    this.process = process;
    this.clock = clock;
    this.dice = dice;
    this.faults = faults;
  }

  <T> T call(long timeout, Supplier<T> onBroker) throws Unanswered {
    long deadline = clock.now() + timeout;
    while (true) {
      Attempt<T> attempt = send(onBroker);
      long left = deadline - clock.now();
      process.block(() -> attempt.answered, Math.min(REQUEST_TIMEOUT, Math.max(0, left)));
      boolean busy = attempt.failure instanceof Broker.Busy;
      if (attempt.answered && !busy) {
        if (attempt.failure != null) {
          throw attempt.failure;
        }
        return attempt.result;
      }
      if (clock.now() >= deadline) {
        throw new Unanswered();
      }
      process.block(() -> false, dice.millis(1, 30));
    }
  }

  private <T> Attempt<T> send(Supplier<T> onBroker) {
    Attempt<T> attempt = new Attempt<>();
    if (!faults.carries()) {
      return attempt;
    }
    clock.after(
        faults.delay(),
        () -> {
          if (!faults.carries()) {
            return;
          }
          try {
            attempt.result = onBroker.get();
          } catch (RuntimeException e) {
            if (e instanceof Violation) {
              throw e;
            }
            attempt.failure = e;
          }
          clock.after(
              faults.delay(),
              () -> {
                if (faults.carries()) {
                  attempt.answered = true;
                  process.poke();
                }
              });
        });
    return attempt;
  }
}
