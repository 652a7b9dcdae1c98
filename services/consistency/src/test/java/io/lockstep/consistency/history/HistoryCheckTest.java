package io.lockstep.consistency.history;

import static io.lockstep.consistency.history.Made.conflict;
import static io.lockstep.consistency.history.Made.read;
import static io.lockstep.consistency.history.Made.swap;
import static io.lockstep.consistency.history.Made.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.consistency.check.Budget;
import io.lockstep.consistency.history.Call.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryCheckTest {
  private static HistoryCheck check(Call... calls) {
    return HistoryCheck.of(List.of(calls), Budget.USUAL);
  }

  @Test
  void acceptsReadsWritesAndCompareAndSetsThatHaveAnOrder() {
    HistoryCheck check =
        check(
            read(0, 5, null, 0),
            swap(0, 10, 0, "a", 4),
            conflict(2, 12, 0, "a", 4),
            write(20, 40, "b", 9),
            read(25, 30, "a", 4),
            swap(50, 60, 9, "c", 11),
            read(70, 80, "c", 11));

    assertThat(check.isLinearizable()).as("%s", check).isTrue();
    assertThat(check.operations()).isEqualTo(7);
  }

  @Test
  void tellsWhatCannotBePlaced() {
    HistoryCheck check =
        check(
            write(1_000_000, 2_000_000, "a", 4),
            write(3_000_000, 4_000_000, "b", 5),
            read(5_000_000, 6_500_000, "a", 4));

    assertThat(check.isLinearizable()).isFalse();
    assertThat(check.toString())
        .contains("key k: 3 operations, no order of them is possible; times in ms")
        .contains("behind it the parameter is b@5, and impossible is:")
        .contains("X      5.000 -      6.500  read -> a@4");
  }

  @Test
  void aWriteWithoutAnAnswerMayHappenLate() {
    Call unknown = write(0, "a", Outcome.UNKNOWN);

    assertThat(check(unknown, read(10, 20, null, 0), read(30, 40, "a", 3)).isLinearizable())
        .isTrue();
    assertThat(check(unknown, read(10, 20, "a", 3), read(30, 40, null, 0)).isLinearizable())
        .isFalse();
  }

  @Test
  void whatWasRefusedForCertainMustNeverBeSeen() {
    Call refused = write(0, "a", Outcome.NOT_DONE);

    assertThat(check(refused, read(10, 20, null, 0)).isLinearizable()).isTrue();
    assertThat(check(refused, read(10, 20, "a", 3)).isLinearizable()).isFalse();
  }

  @Test
  void aValueHasOneRevision() {
    Call write = write(0, 10, "a", 3);

    assertThat(check(write, read(20, 30, "a", 4)).isLinearizable()).isFalse();
  }

  @Test
  void aLaterWriteHasAHigherRevision() {
    assertThat(check(write(0, 10, "a", 9), write(20, 30, "b", 8)).isLinearizable()).isFalse();
  }

  @Test
  void twoCompareAndSetsCannotReplaceTheSameRevision() {
    assertThat(check(swap(0, 10, 0, "a", 3), swap(0, 10, 0, "b", 4)).isLinearizable()).isFalse();
  }

  @Test
  void aConflictIsOnlyToldWhenThereIsOne() {
    Call write = write(0, 10, "a", 3);

    assertThat(check(write, conflict(20, 30, 3, "a", 3)).isLinearizable()).isFalse();
  }

  @Test
  void saysWhichKeysAreUnclear() {
    HistoryCheck check =
        HistoryCheck.of(List.of(write(0, 10, "a", 3), read(20, 30, "a", 3)), new Budget(1, 1));

    assertThat(check.isLinearizable()).isFalse();
    assertThat(check.broken()).isEmpty();
    assertThat(check.unknown()).hasSize(1).first().asString().contains("the check gave up");
  }

  @Test
  void aFileHasTheSameHistory(@TempDir Path folder) {
    List<Call> calls = List.of(write(0, 10, "a", 3), conflict(4, 8, 0, "a", 3));
    Path file = folder.resolve("history.jsonl");

    HistoryFile.write(file, calls);

    assertThat(HistoryFile.read(file)).isEqualTo(calls);
  }

  @Test
  void aLineThatIsNoCallIsNamed(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("history.jsonl"), "{\"client\": 1,\n");

    assertThatThrownBy(() -> HistoryFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("history.jsonl line 1 is not a call of a history");
  }
}
