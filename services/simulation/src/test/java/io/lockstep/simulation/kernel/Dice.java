package io.lockstep.simulation.kernel;

import java.util.List;
import java.util.SplittableRandom;

/** All the chance that a history has. */
public final class Dice {
  private final SplittableRandom random;

  /** Dice that fall alike for the same seed. */
  public Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Whether something happens that has a probability. */
  public boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** From {@code least} to {@code most}, both possible. */
  public int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Milliseconds, as nanoseconds, from {@code least} to {@code most}. */
  public long millis(int least, int most) {
    return random.nextLong(least * 1_000_000L, most * 1_000_000L + 1);
  }

  /** One of several. */
  public <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
