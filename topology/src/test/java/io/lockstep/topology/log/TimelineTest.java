package io.lockstep.topology.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.topology.store.Kept;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final Kept<Long, Long> entries = new Kept<>(store());
  private final Timeline timeline = new Timeline(entries);

  private static KeyValueStore<Long, Long> store() {
    KeyValueStore<Long, Long> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore("timeline"), Serdes.Long(), Serdes.Long())
            .withLoggingDisabled()
            .build();
    StateStoreContext context = new MockProcessorContext<>().getStateStoreContext();
    store.init(context, store);
    return store;
  }

  @Test
  void knowsWhenARevisionCameToASecond() {
    for (long revision = 1; revision <= 1_000; revision++) {
      timeline.add(revision, 50_000 + 10 * revision);
    }

    assertThat(entries.size()).isBetween(9, 11);
    for (long revision = 1; revision <= 1_000; revision++) {
      long early = 50_000 + 10 * revision - timeline.taken(revision, 0);
      assertThat(early).isBetween(0L, 1_000L);
    }
  }

  @Test
  void isExactForEventsThatComeSeldom() {
    timeline.add(1, 10_000);
    timeline.add(2, 90_000);

    assertThat(timeline.taken(2, 0)).isEqualTo(90_000);
  }

  @Test
  void recordsThatAreReadAgainChangeNothing() {
    timeline.add(1, 10_000);
    timeline.add(2, 20_000);

    timeline.add(1, 10_000);

    assertThat(timeline.taken(2, 0)).isEqualTo(20_000);
    assertThat(entries.size()).isEqualTo(2);
  }

  @Test
  void forgetsWhatWasForged() {
    timeline.add(1, 10_000);
    timeline.add(999, 20_000);

    timeline.add(2, 30_000);

    assertThat(timeline.taken(2, 0)).isEqualTo(30_000);
  }

  @Test
  void isBounded() {
    for (long revision = 1; revision <= 2 * Timeline.MAX_ENTRIES; revision++) {
      timeline.add(revision, 2_000 * revision);
    }

    assertThat(entries.size()).isEqualTo(Timeline.MAX_ENTRIES);
    assertThat(timeline.taken(1, 0)).isEqualTo(2_000L * (Timeline.MAX_ENTRIES + 1));
  }

  @Test
  void forgetsWhatAllHaveAndKeepsTheEntryThatTheNextFallsInto() {
    for (long revision = 1; revision <= 10; revision++) {
      timeline.add(revision, 2_000 * revision);
    }

    timeline.forgetBefore(6);

    assertThat(entries.first().orElseThrow().getKey()).isEqualTo(6);
    assertThat(timeline.taken(7, 0)).isEqualTo(14_000);
  }

  @Test
  void answersWithTheGivenWhereItKnowsNothing() {
    assertThat(timeline.taken(1, 42)).isEqualTo(42);
  }
}
