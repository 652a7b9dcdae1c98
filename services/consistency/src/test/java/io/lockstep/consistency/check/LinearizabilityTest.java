package io.lockstep.consistency.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.consistency.check.Verdict.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearizabilityTest {
  private static Verdict<Plain.Op> check(String history) {
    return Linearizability.check(new Plain(), Plain.history(history), Budget.USUAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The example of Porcupine's documentation.
        """
        0   100 write 100
        25  75  read 100
        30  60  read 0""",
        // A read that is concurrent with two writes, in an order that is not that of their calls.
        """
        0  10 write 1
        1  9  write 2
        20 30 read 1
        40 50 read 1""",
        // One at the very moment at which another ends: nobody knows that they were not concurrent.
        """
        0  10 write 1
        10 20 read 0""",
        // Knossos: an operation without an answer happens late.
        """
        0  -  write 1
        10 20 read 0
        30 40 write 2
        50 60 read 2
        70 80 read 1""",
        // Or never.
        """
        0  -  write 1
        10 20 write 2
        30 40 read 2
        50 60 read 2""",
        // Knossos: compare-and-sets that only fit one after another.
        """
        0 50 swap 2 3
        0 50 swap 1 2
        0 50 swap 0 1
        60 70 read 3""",
        // A compare-and-set that missed, between two values.
        """
        0  40 write 1
        10 20 miss 0
        10 20 read 1""",
        // A compare-and-set without an answer that has happened.
        """
        0  -  swap 0 1
        10 20 swap 1 2
        30 40 read 2""",
      })
  void acceptsWhatHasAnOrder(String history) {
    Verdict<Plain.Op> verdict = check(history);

    assertThat(verdict.kind()).isEqualTo(Kind.LINEARIZABLE);
    assertThat(verdict.blocked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // The counter-example of Porcupine's documentation.
        """
        0   100 write 200
        10  30  read 200
        40  90  read 0""",
        // A stale read.
        """
        0  10 write 1
        20 30 write 2
        40 50 read 1""",
        // A value that nobody wrote.
        """
        0  10 write 1
        20 30 read 7""",
        // Two readers that see two writes in different orders.
        """
        0  100 write 1
        0  100 write 2
        10 20  read 1
        30 40  read 2
        50 60  read 1""",
        // Knossos: a lost update; both compare-and-sets cannot have found 0.
        """
        0 10 swap 0 1
        0 10 swap 0 2""",
        // A compare-and-set that missed although nothing else was there.
        """
        0  10 write 1
        20 30 miss 1""",
        // What was never answered cannot happen before it was asked.
        """
        0  10 read 1
        20 -  write 1""",
        // Nor twice.
        """
        0  -  write 1
        10 20 read 1
        30 40 write 2
        50 60 read 2
        70 80 read 1""",
      })
  void rejectsWhatHasNone(String history) {
    Verdict<Plain.Op> verdict = check(history);

    assertThat(verdict.kind()).isEqualTo(Kind.NOT_LINEARIZABLE);
    assertThat(verdict.blocked()).isPresent();
  }

  @Test
  void namesTheLongestOrderAndWhatDoesNotFitBehindIt() {
    Verdict<Plain.Op> verdict =
        check(
            """
            0  10 write 1
            20 30 read 1
            40 50 read 0""");

    assertThat(verdict.order()).extracting(Operation::call).containsExactly(0L, 20L);
    assertThat(verdict.blocked()).map(Operation::call).contains(40L);
  }

  @Test
  void acceptsAHistoryWithoutOperations() {
    assertThat(Linearizability.check(new Plain(), List.of(), Budget.USUAL).isLinearizable())
        .isTrue();
  }

  /** All concurrent, and none fits: every subset of the writes would have to be tried. */
  private static List<Operation<Plain.Op>> hard() {
    List<Operation<Plain.Op>> operations = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      operations.add(new Operation<>(0, 100, new Plain.Op("write", i, 0)));
    }
    operations.add(new Operation<>(0, 100, new Plain.Op("read", -1, 0)));
    return operations;
  }

  @Test
  void saysThatItDoesNotKnowWhenTheStepsAreUsedUp() {
    Budget budget = new Budget(100_000, Long.MAX_VALUE);

    assertThat(Linearizability.check(new Plain(), hard(), budget).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void saysThatItDoesNotKnowWhenTheMemoryIsUsedUp() {
    Budget budget = new Budget(Long.MAX_VALUE, 1 << 20);

    assertThat(Linearizability.check(new Plain(), hard(), budget).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void checksTenThousandOperationsOfOneKey() {
    List<Operation<Plain.Op>> operations = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      operations.add(new Operation<>(10L * i, 10L * i + 25, new Plain.Op("write", i, 0)));
      operations.add(new Operation<>(10L * i + 5, 10L * i + 8, new Plain.Op("read", i, 0)));
    }

    assertThat(Linearizability.check(new Plain(), operations, Budget.USUAL).kind())
        .isEqualTo(Kind.LINEARIZABLE);
  }
}
