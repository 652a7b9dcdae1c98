package io.lockstep.status.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.state.describe.FieldChange;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {
  private static final ByteBuffer HASH = ByteBuffer.wrap(new byte[32]);

  private final Map<Long, Event> journal = new HashMap<>();
  private final List<Long> readAgain = new ArrayList<>();
  private Steps steps = new Steps(3, new LastPlaces(), true);

  private void take(long revision, Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster("east")
            .setRevision(revision)
            .setEpoch(1)
            .setChangeId("change-" + revision)
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("ann")
            .setPayload(payload)
            .build();
    journal.put(revision * 2, event); // each has a marker behind it
    steps.take(new JournalEntry(revision, HASH, HASH, event), revision * 2);
  }

  private static ConfigurationChanged set(String key, String value) {
    return new ConfigurationChanged(key, "shared", value, null);
  }

  private List<Change> tell() {
    return steps.tell(this::read).stream().map(Change::of).toList();
  }

  private Optional<Event> read(long offset) {
    readAgain.add(offset);
    return Optional.ofNullable(journal.get(offset));
  }

  @Test
  void putsToEachChangeWhatWasBefore() {
    take(1, set("mode", "slow"));
    take(2, set("other", "x"));
    take(3, set("mode", "fast"));

    List<Change> changes = tell();

    assertThat(changes).extracting(Change::revision).containsExactly(1L, 2L, 3L);
    assertThat(changes.get(0).fields()).containsExactly(new FieldChange("value", null, "slow"));
    assertThat(changes.get(2).fields()).containsExactly(new FieldChange("value", "slow", "fast"));
    assertThat(changes).allMatch(Change::beforeKnown);
    assertThat(readAgain).isEmpty();
    assertThat(tell()).isEmpty();
  }

  @Test
  void readsAgainWhatIsNotHeldAnyMore() {
    take(1, set("mode", "slow"));
    for (int revision = 2; revision <= 5; revision++) {
      take(revision, set("other" + revision, "x"));
    }
    take(6, set("mode", "fast"));

    List<Change> changes = tell();

    assertThat(changes).extracting(Change::revision).containsExactly(4L, 5L, 6L);
    assertThat(changes.get(2).fields()).containsExactly(new FieldChange("value", "slow", "fast"));
    assertThat(readAgain).containsExactly(2L);
  }

  @Test
  void tellsTheSameAgainWhereReadingFailed() {
    take(1, set("mode", "slow"));
    tell();
    for (int revision = 2; revision <= 5; revision++) {
      take(revision, set("mode" + revision, "x"));
    }
    take(6, set("mode", "fast"));

    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(
                () ->
                    steps.tell(
                        offset -> {
                          throw new IllegalStateException("brokers are silent");
                        })))
        .isInstanceOf(IllegalStateException.class);

    assertThat(tell()).extracting(Change::revision).containsExactly(4L, 5L, 6L);
  }

  @Test
  void saysThatItDoesNotKnowWhatWasBeforeItsBeginning() {
    steps = new Steps(3, new LastPlaces(), false);
    take(1_000, set("mode", "fast"));

    assertThat(tell()).extracting(Change::beforeKnown).containsExactly(false);
  }

  @Test
  void showsRemovalsAndWhatCameBack() {
    take(1, set("mode", "slow"));
    take(2, new ConfigurationRemoved("mode", "shared"));
    take(3, set("mode", "fast"));

    List<Change> changes = tell();

    assertThat(changes.get(1).fields()).containsExactly(new FieldChange("value", "slow", null));
    assertThat(changes.get(2).fields()).containsExactly(new FieldChange("value", null, "fast"));
  }

  @Test
  void neverTellsSecrets() {
    Envelope envelope =
        new Envelope(1, ByteBuffer.wrap(new byte[12]), ByteBuffer.wrap(new byte[9]));
    take(1, set("password", "open"));
    take(2, new ConfigurationChanged("password", "shared", "", envelope));

    assertThat(tell().get(1).fields())
        .containsExactly(new FieldChange("value", "open", "(secret)"));
  }

  @Test
  void cutsLongValues() {
    take(1, set("motd", "x".repeat(Change.LONGEST + 1)));

    assertThat(tell().get(0).fields().get(0).after())
        .hasSizeLessThan(Change.LONGEST + 30)
        .endsWith("… (" + (Change.LONGEST + 1) + " characters)");
  }

  @Test
  void leavesOutWhatStrayed() {
    take(1, set("mode", "a"));
    take(1_000_000, set("mode", "forged"));
    take(1, set("mode", "again"));
    take(2, set("mode", "b"));

    List<Change> changes = tell();

    assertThat(changes).extracting(Change::revision).containsExactly(1L, 2L);
    assertThat(changes.get(1).fields()).containsExactly(new FieldChange("value", "a", "b"));
  }

  @Test
  void goesOnWhereTheJournalDoes() {
    take(1, set("mode", "a"));
    take(7, set("mode", "b"));
    take(8, set("mode", "c"));

    assertThat(tell()).extracting(Change::revision).containsExactly(1L, 7L, 8L);
  }
}
