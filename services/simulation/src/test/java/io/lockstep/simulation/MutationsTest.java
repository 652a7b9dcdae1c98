package io.lockstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.simulation.Simulation.Result;
import io.lockstep.simulation.mutation.AnswersBeforeItApplies;
import io.lockstep.simulation.mutation.AppliesHalfAChange;
import io.lockstep.simulation.mutation.AppliesInOrderOfTime;
import io.lockstep.simulation.mutation.ComesBackWithoutLooking;
import io.lockstep.simulation.mutation.CommitUnknownGuessed;
import io.lockstep.simulation.mutation.CompactionTakesTheNewest;
import io.lockstep.simulation.mutation.ComparesWithOldImage;
import io.lockstep.simulation.mutation.DigestSkipped;
import io.lockstep.simulation.mutation.FencingLeftOut;
import io.lockstep.simulation.mutation.JudgesBehindAGap;
import io.lockstep.simulation.mutation.Mutation;
import io.lockstep.simulation.mutation.NewestRemovalForgotten;
import io.lockstep.simulation.mutation.OffsetOutsideTransaction;
import io.lockstep.simulation.mutation.OldSnapshotIsUsed;
import io.lockstep.simulation.mutation.OutcomesForgotten;
import io.lockstep.simulation.mutation.PinForgotten;
import io.lockstep.simulation.mutation.PromotesWithoutReading;
import io.lockstep.simulation.mutation.ReadsUncommitted;
import io.lockstep.simulation.mutation.RefusedIsWritten;
import io.lockstep.simulation.mutation.Rewriting;
import io.lockstep.simulation.mutation.SnapshotAtWrongOffset;
import io.lockstep.simulation.mutation.TombstonesGoAtOnce;
import io.lockstep.simulation.mutation.TombstonesTooEarly;
import java.util.List;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the simulation finds what it is there to find. */
class MutationsTest {
  /** In so many histories each is found; most are in the first. */
  private static final int MOST = 300;

  static List<Named<Mutation>> named() {
    return all().stream()
        .map(mutation -> Named.of(mutation.getClass().getSimpleName(), mutation))
        .toList();
  }

  static List<Mutation> all() {
    return List.of(
        new AnswersBeforeItApplies(),
        new AppliesHalfAChange(),
        new AppliesInOrderOfTime(),
        new ComesBackWithoutLooking(),
        new CommitUnknownGuessed(),
        new CompactionTakesTheNewest(),
        new ComparesWithOldImage(),
        new DigestSkipped(),
        new FencingLeftOut(),
        new JudgesBehindAGap(),
        new NewestRemovalForgotten(),
        new OffsetOutsideTransaction(),
        new OldSnapshotIsUsed(),
        new OutcomesForgotten(),
        new PinForgotten(),
        new PromotesWithoutReading(),
        new ReadsUncommitted(),
        new RefusedIsWritten(),
        new SnapshotAtWrongOffset(),
        new TombstonesGoAtOnce(),
        new TombstonesTooEarly());
  }

  @ParameterizedTest
  @MethodSource("named")
  void isFoundAndAloneIsToBlame(Mutation mutation) {
    Rewriting rewriting = mutation.install();
    Result found;
    try {
      found = firstThatFails(mutation);
    } finally {
      rewriting.close();
    }

    assertThat(found)
        .as("%s within %d histories", mutation.getClass().getSimpleName(), MOST)
        .isNotNull();
    System.out.printf(
        "Mutation %s: seed %d, %s%n",
        mutation.getClass().getSimpleName(), found.seed(), found.violation().getMessage());
    for (long seed = mutation.firstSeed(); seed <= found.seed(); seed++) {
      Result without = Simulation.run(seed, mutation.undone());
      assertThat(without.violation()).as(without.report()).isNull();
    }
  }

  private static Result firstThatFails(Mutation mutation) {
    for (long seed = mutation.firstSeed(); seed < mutation.firstSeed() + MOST; seed++) {
      Result result = Simulation.run(seed, mutation);
      if (result.violation() != null) {
        return result;
      }
    }
    return null;
  }
}
