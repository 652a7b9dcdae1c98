package io.lockstep.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.schema.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);

  private final Outcomes outcomes = new Outcomes(3);

  private static Outcome outcome(String id, Instant time) {
    Outcome outcome = Samples.accepted(id, 1);
    outcome.setTime(time);
    return outcome;
  }

  @Test
  void keepsTheNewestUpToItsBound() {
    IntStream.range(0, 5).forEach(i -> outcomes.add(outcome("c" + i, NOW)));

    assertThat(outcomes.contains("c0")).isFalse();
    assertThat(outcomes.contains("c1")).isFalse();
    assertThat(outcomes.get("c2")).isPresent();
    assertThat(outcomes.get("c4")).isPresent();
  }

  @Test
  void keepsOldOutcomesSinceTheirCommandsMayStillStandInTheLog() {
    outcomes.add(outcome("old", NOW));

    outcomes.add(outcome("new", NOW.plus(Duration.ofDays(8))));

    assertThat(outcomes.contains("old")).isTrue();
  }

  @Test
  void knowsHowFarCommandsAreDecided() {
    Outcome outcome = outcome("c", NOW);
    outcome.setCommandOffset(41);

    outcomes.add(outcome);
    outcomes.add(outcome("own", NOW));

    assertThat(outcomes.lastCommandOffset()).isEqualTo(41);
  }

  @Test
  void keepsTheFirstOutcomeOfAnId() {
    outcomes.add(Samples.accepted("c", 5));
    outcomes.add(Samples.accepted("c", 9));

    assertThat(outcomes.get("c")).get().extracting(Outcome::getRevision).isEqualTo(5L);
  }

  @Test
  void tellsEveryWaiterOnce() {
    List<Outcome> told = new ArrayList<>();
    outcomes.await("c").thenAccept(told::add);
    outcomes.await("c").thenAccept(told::add);

    outcomes.add(Samples.accepted("c", 5));
    outcomes.add(Samples.accepted("c", 5));
    outcomes.await("c").thenAccept(told::add);

    assertThat(told).hasSize(3);
    assertThat(outcomes.awaited()).isZero();
  }

  @Test
  void leavesOthersWaitingWhenOneGivesUp() {
    CompletableFuture<Outcome> impatient = outcomes.await("c");
    CompletableFuture<Outcome> patient = outcomes.await("c");

    impatient.cancel(false);
    outcomes.add(Samples.accepted("c", 5));

    assertThat(patient).isCompleted();
  }

  @Test
  void forgetsWhoGaveUp() {
    outcomes.await("c").cancel(false);

    assertThat(outcomes.awaited()).isZero();
  }
}
