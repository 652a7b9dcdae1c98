package io.lockstep.node.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.state.image.ClusterImage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotChoiceTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000L);
  private static final Duration RETENTION = Duration.ofHours(24);

  private static Optional<String> problem(Duration age, long offset) {
    Snapshot snapshot = new Snapshot(ClusterImage.EMPTY, offset, NOW.minus(age));
    return SnapshotChoice.problem(snapshot, NOW, RETENTION, 10, 20);
  }

  @Test
  void usesOneThatTheLogGoesOnBehind() {
    assertThat(problem(Duration.ofHours(12), 10)).isEmpty();
    assertThat(problem(Duration.ZERO, 20)).isEmpty();
  }

  @Test
  void usesNoneOlderThanHalfOfTheRetentionOfTombstones() {
    assertThat(problem(Duration.ofHours(12).plusMillis(1), 15))
        .get()
        .asString()
        .contains("PT12H0.001S", "delete.retention.ms", "PT24H");
  }

  @Test
  void usesNoneThatTheLogHasNotReached() {
    assertThat(problem(Duration.ZERO, 21)).get().asString().contains("21", "ends at 20");
  }

  @Test
  void tellsOfALogThatEndsBeforeItWhatWasLostAndWhatToDo() {
    Snapshot snapshot = new Snapshot(ClusterImage.EMPTY, 21, NOW);

    assertThat(SnapshotChoice.loss(snapshot, 21)).isEmpty();
    assertThat(SnapshotChoice.loss(snapshot, 20))
        .get()
        .asString()
        .contains("ends at offset 20", "to offset 21", "revision 0", "bring its records back");
  }

  @Test
  void usesNoneWhoseOffsetTheLogHasLost() {
    assertThat(problem(Duration.ZERO, 9)).get().asString().contains("9", "begins at 10");
  }

  @Test
  void usesNoneFromTheFutureSinceNobodyKnowsItsAge() {
    assertThat(problem(Duration.ofSeconds(-30), 15)).isEmpty();
    assertThat(problem(Duration.ofHours(-1), 15)).get().asString().contains("to come");
  }
}
