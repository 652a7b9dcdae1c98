package io.lockstep.consistency.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Histories by chance, each from its seed; the message of a failure has the seed. */
class RandomHistoriesTest {
  /** Few values, so that many wrong answers look right for a while. */
  private static final int VALUES = 3;

  private static boolean isLinearizable(List<Operation<Plain.Op>> history) {
    Verdict<Plain.Op> verdict = Linearizability.check(new Plain(), history, Budget.USUAL);
    assertThat(verdict.kind()).isNotEqualTo(Verdict.Kind.UNKNOWN);
    return verdict.isLinearizable();
  }

  /**
   * A real register: each operation takes effect at a moment between its call and its end, which
   * overlap with those of others. Of some the answer is lost, and some of these never happen.
   */
  private static List<Operation<Plain.Op>> real(Random random, int length, int spread) {
    List<Operation<Plain.Op>> operations = new ArrayList<>();
    int state = 0;
    for (int i = 0; i < length; i++) {
      long moment = 10L * i;
      long call = moment - random.nextInt(spread);
      boolean lost = random.nextInt(8) == 0;
      long end = lost ? Operation.NEVER : moment + random.nextInt(spread);
      Plain.Op op = op(random, state);
      operations.add(new Operation<>(call, end, op));
      if (!lost || random.nextBoolean()) {
        state = new Plain().step(state, op).orElseThrow();
      }
    }
    return operations;
  }

  private static Plain.Op op(Random random, int state) {
    int other = (state + 1 + random.nextInt(VALUES - 1)) % VALUES;
    return switch (random.nextInt(4)) {
      case 0 -> new Plain.Op("read", state, 0);
      case 1 -> new Plain.Op("write", random.nextInt(VALUES), 0);
      case 2 -> new Plain.Op("swap", state, random.nextInt(VALUES));
      default -> new Plain.Op("miss", other, 0);
    };
  }

  /** Some answers of a history replaced by any. */
  private static List<Operation<Plain.Op>> wrong(Random random, List<Operation<Plain.Op>> real) {
    List<Operation<Plain.Op>> operations = new ArrayList<>(real);
    for (int i = 0; i <= random.nextInt(3); i++) {
      int at = random.nextInt(operations.size());
      Operation<Plain.Op> old = operations.get(at);
      Plain.Op op = new Plain.Op(old.what().kind(), random.nextInt(VALUES), random.nextInt(VALUES));
      operations.set(at, new Operation<>(old.call(), old.end(), op));
    }
    return operations;
  }

  @Test
  void acceptsWhatARealRegisterAnswers() {
    for (int seed = 0; seed < 300; seed++) {
      List<Operation<Plain.Op>> history = real(new Random(seed), 150, 60);

      assertThat(isLinearizable(history)).as("seed %s", seed).isTrue();
    }
  }

  @Test
  void agreesWithBruteForceOnShortHistories() {
    int rejected = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      List<Operation<Plain.Op>> real = real(random, 2 + random.nextInt(7), 5 + random.nextInt(60));
      List<Operation<Plain.Op>> history = wrong(random, real);
      boolean wanted = BruteForce.isLinearizable(new Plain(), history);

      assertThat(isLinearizable(history)).as("seed %s: %s", seed, history).isEqualTo(wanted);
      rejected += wanted ? 0 : 1;
    }
    assertThat(rejected).as("histories that have no order").isBetween(4_000, 16_000);
  }
}
