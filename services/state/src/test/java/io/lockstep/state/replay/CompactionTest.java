package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.DigestVerifier.Verdict;
import io.lockstep.state.testing.CompactedLog;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.History;
import io.lockstep.state.testing.Reader;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 1})
  void everyCompactionOfALogReachesThePrimarysImage(double share) {
    Histories.first(2_000)
        .forEach(
            history -> {
              SplittableRandom random = new SplittableRandom(history.events().size());
              CompactedLog log = CompactedLog.of(history);
              log.compact(random, share);
              if (random.nextBoolean()) {
                log.dropTombstones();
              }

              Reader reader = new Reader(log).drain();

              requireRight(reader, history);
            });
  }

  @Test
  void everySubsetOfWhatCompactionMayTakeReachesTheSameImage() {
    Histories.first(200)
        .filter(history -> CompactedLog.of(history).size() <= 24)
        .forEach(
            history -> {
              List<CompactedLog.Stored> records =
                  CompactedLog.of(history).fetch(0, Integer.MAX_VALUE);
              int superseded = superseded(records);
              if (superseded <= 8) {
                for (int subset = 0; subset < 1 << superseded; subset++) {
                  requireRight(new Reader(without(records, history, subset)).drain(), history);
                }
              }
            });
  }

  @Test
  void aLogThatGrowsAndIsCompactedWhileItIsReadIsNeverCalledWrong() {
    for (History history : Histories.first(2_000).toList()) {
      SplittableRandom random = new SplittableRandom(history.events().size());
      List<History.Batch> unwritten = new ArrayList<>(history.batches());
      CompactedLog log = new CompactedLog();
      Reader reader = new Reader(log);
      while (!unwritten.isEmpty()) {
        write(log, unwritten, random);
        log.compact(random, random.nextDouble());
        reader.poll(
            random.nextInt(1, 6),
            () -> {
              write(log, unwritten, random);
              log.compact(random, random.nextDouble());
            });
      }

      reader.drain();

      requireRight(reader, history);
    }
  }

  @Test
  void aReaderThatStartsFromASettledImageInTheMiddleIsNeverCalledWrong() {
    for (History history : Histories.first(2_000).toList()) {
      SplittableRandom random = new SplittableRandom(history.events().size());
      CompactedLog log = CompactedLog.of(history);
      log.compact(random, random.nextDouble());
      Reader first = new Reader(log);
      int polls = random.nextInt(1, 20);
      while (polls-- > 0 || !first.isSettled()) {
        assertThat(first.poll(1, () -> {}) || first.isSettled()).as("settled at the end").isTrue();
      }
      ClusterImage snapshot =
          Replay.apply(ClusterImage.EMPTY, Samples.read(Replay.events(first.image())));
      log.compact(random, random.nextDouble());

      Reader second = new Reader(log, snapshot, first.position()).drain();

      assertThat(second.verdicts()).doesNotContain(Verdict.DIVERGED);
      assertThat(second.image()).isEqualTo(history.image());
    }
  }

  @Test
  void theNewestRevisionIsNeverForgotten() {
    ClusterImage image =
        Replay.apply(
            ClusterImage.EMPTY,
            Samples.change(ClusterImage.EMPTY, "a", parameter("x"), parameter("y")));
    image = Replay.apply(image, Samples.change(image, "b", removed("x"), removed("y")));

    List<String> keys = Replay.forgettable(image, Long.MAX_VALUE);

    assertThat(keys).containsExactly("configuration/x");
  }

  @Test
  void whatAMemberHasNotPassedIsNotForgotten() {
    ClusterImage image =
        Replay.apply(
            ClusterImage.EMPTY,
            Samples.change(ClusterImage.EMPTY, "a", removed("x"), removed("y"), parameter("z")));

    assertThat(Replay.forgettable(image, 0)).isEmpty();
    assertThat(Replay.forgettable(image, 1)).containsExactly("configuration/x");
    assertThat(Replay.forgettable(image, 2)).containsExactly("configuration/x", "configuration/y");
  }

  private static void requireRight(Reader reader, History history) {
    assertThat(reader.verdicts()).doesNotContain(Verdict.DIVERGED);
    assertThat(reader.last()).isEqualTo(Verdict.VERIFIED);
    assertThat(reader.isSettled()).isTrue();
    assertThat(reader.image()).isEqualTo(history.image());
    assertThat(reader.image().removals()).isEqualTo(history.image().removals());
  }

  private static void write(
      CompactedLog log, List<History.Batch> unwritten, SplittableRandom random) {
    for (int i = random.nextInt(3); i > 0 && !unwritten.isEmpty(); i--) {
      log.append(unwritten.remove(0));
    }
  }

  private static int superseded(List<CompactedLog.Stored> records) {
    return (int) records.stream().filter(record -> isSuperseded(records, record)).count();
  }

  private static boolean isSuperseded(
      List<CompactedLog.Stored> records, CompactedLog.Stored record) {
    return records.stream()
        .anyMatch(r -> r.key().equals(record.key()) && r.offset() > record.offset());
  }

  private static CompactedLog without(
      List<CompactedLog.Stored> records, History history, int subset) {
    CompactedLog log = CompactedLog.of(history);
    int at = 0;
    for (CompactedLog.Stored record : records) {
      if (isSuperseded(records, record) && (subset & 1 << at++) != 0) {
        log.take(record.offset());
      }
    }
    return log;
  }

  private static ConfigurationChanged parameter(String key) {
    return ConfigurationChanged.newBuilder().setKey(key).setValue("1").build();
  }

  private static ConfigurationRemoved removed(String key) {
    return new ConfigurationRemoved(key, "shared");
  }
}
