package io.lockstep.node.primary;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommandProgressTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final CommandProgress progress = new CommandProgress(0);

  private static List<Outcome> outcomesOf(long... offsets) {
    return java.util.Arrays.stream(offsets)
        .mapToObj(
            offset ->
                Outcome.newBuilder()
                    .setCommandId("c" + offset)
                    .setOrigin("n1")
                    .setCommandOffset(offset)
                    .setResult(OutcomeResult.ACCEPTED)
                    .setEpoch(1)
                    .setRevision(offset)
                    .setTime(java.time.Instant.EPOCH)
                    .build())
        .toList();
  }

  @Test
  void leavesAwayWhatTheLastOutcomeTells() {
    assertThat(progress.within(outcomesOf(6, 7), 8, SECOND)).isNegative();
  }

  @Test
  void carriesTheOffsetBehindCommandsThatHaveNoOutcome() {
    assertThat(progress.within(List.of(), 8, SECOND)).isEqualTo(8);
    assertThat(progress.within(outcomesOf(6), 8, SECOND)).isEqualTo(8);
  }

  @Test
  void thePrimarysOwnCommandsAreNotInTheTopic() {
    assertThat(progress.within(outcomesOf(-1), -1, SECOND)).isNegative();
    assertThat(progress.whenIdle(100 * SECOND)).isNegative();
  }

  @Test
  void tellsOnceWhatIsOwedWhenNoCommandComes() {
    progress.within(outcomesOf(7), 8, SECOND / 2);
    progress.within(outcomesOf(8), 9, SECOND / 2);

    assertThat(progress.whenIdle(SECOND - 1)).isNegative();
    assertThat(progress.whenIdle(SECOND)).isEqualTo(9);
    assertThat(progress.whenIdle(5 * SECOND)).isNegative();
  }

  @Test
  void tellsWhileCommandsComeToo() {
    assertThat(progress.within(outcomesOf(7), 8, 30 * SECOND)).isEqualTo(8);
    assertThat(progress.within(outcomesOf(8), 9, 31 * SECOND)).isNegative();
    assertThat(progress.whenIdle(31 * SECOND)).isEqualTo(9);
  }
}
