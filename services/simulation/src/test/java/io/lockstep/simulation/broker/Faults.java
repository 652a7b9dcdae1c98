package io.lockstep.simulation.broker;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.simulation.kernel.Dice;
import java.util.function.LongSupplier;

/** How a node reaches the broker: how long messages take, and whether they come through. */
public final class Faults {
  private final Dice dice;
  private boolean cut;
  private double loss;
  private int slowMillis;
  private Runnable beforeCommit = Faults::nothing;
  private Runnable afterCommit = Faults::nothing;

  /** A link that is well. */
  public Faults(Dice dice) {
    this.dice = dice;
  }

  /** Cuts the link, or mends it. */
  public void cut(boolean now) {
    cut = now;
  }

  /** How many of the messages are lost from now on, from 0 to 1. */
  public void lose(double share) {
    loss = share;
  }

  /** Lets the tail read only now and then from now on; 0 for as usual. */
  public void slow(int millis) {
    slowMillis = millis;
  }

  /** Does something once, when the node's next commit comes to the broker. */
  public void beforeCommit(Runnable action) {
    beforeCommit = action;
  }

  /** Does something once, when the node's next commit is decided and the answer is to be sent. */
  public void afterCommit(Runnable action) {
    afterCommit = action;
  }

  void commit(Runnable onBroker) {
    Runnable before = beforeCommit;
    beforeCommit = Faults::nothing;
    before.run();
    if (cut) {
      return;
    }
    onBroker.run();
    Runnable after = afterCommit;
    afterCommit = Faults::nothing;
    after.run();
  }

  /** Whether nothing comes through. */
  public boolean isCut() {
    return cut;
  }

  private static void nothing() {}

  /** What asks the broker, unless the link is cut. */
  public LongSupplier ask(LongSupplier broker) {
    return () -> {
      if (cut) {
        throw new LogUnavailableException("the broker does not answer", null);
      }
      return broker.getAsLong();
    };
  }

  boolean carries() {
    return !cut && !(loss > 0 && dice.chance(loss));
  }

  long tailDelay() {
    return slowMillis > 0 ? dice.millis(slowMillis / 2, slowMillis) : delay();
  }

  boolean isSlow() {
    return slowMillis > 0;
  }

  long delay() {
    return dice.chance(0.03) ? dice.millis(20, 400) : dice.millis(0, 3);
  }
}
