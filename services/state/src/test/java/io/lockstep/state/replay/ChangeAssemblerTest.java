package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.Samples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeAssemblerTest {
  private final ChangeAssembler assembler = new ChangeAssembler();

  @Test
  void holdsTheEventsOfAChangeBackUntilItsLast() {
    List<Event> events = change(ClusterImage.EMPTY, "a", 3);

    assertThat(assembler.add(events.get(0))).isEmpty();
    assertThat(assembler.isPending()).isTrue();
    assertThat(assembler.add(events.get(1))).isEmpty();
    assertThat(assembler.add(events.get(2))).containsExactly(new Change(events));
    assertThat(assembler.isPending()).isFalse();
  }

  @Test
  void endsAChangeWhoseLastEventIsGoneWhereTheNextBegins() {
    List<Event> first = change(ClusterImage.EMPTY, "a", 3);
    List<Event> second = change(Replay.apply(ClusterImage.EMPTY, first), "b", 2);
    assembler.add(first.get(0));

    List<Change> changes = assembler.add(second.get(0));

    assertThat(changes).containsExactly(new Change(first.subList(0, 1)));
    assertThat(changes.get(0).end()).isEmpty();
    assertThat(assembler.isPending()).isTrue();
  }

  @Test
  void oneEventCanEndTwoChanges() {
    List<Event> first = change(ClusterImage.EMPTY, "a", 2);
    List<Event> second = change(Replay.apply(ClusterImage.EMPTY, first), "b", 1);
    assembler.add(first.get(0));

    List<Change> changes = assembler.add(second.get(0));

    assertThat(changes).containsExactly(new Change(first.subList(0, 1)), new Change(second));
    assertThat(changes.get(1).end()).contains(second.get(0));
  }

  @Test
  void tellsTwoChangesOfOneIdApart() {
    List<Event> first = change(ClusterImage.EMPTY, "again", 3);
    List<Event> second = change(Replay.apply(ClusterImage.EMPTY, first), "again", 3);
    assembler.add(first.get(1));

    List<Change> changes = assembler.add(second.get(2));

    assertThat(changes)
        .containsExactly(new Change(first.subList(1, 2)), new Change(second.subList(2, 3)));
  }

  @Test
  void flushEndsWhatIsPendingOnce() {
    List<Event> events = change(ClusterImage.EMPTY, "a", 2);
    assembler.add(events.get(0));

    assertThat(assembler.flush()).contains(new Change(events.subList(0, 1)));
    assertThat(assembler.flush()).isEmpty();
  }

  @Test
  void aChangeKnowsItsBounds() {
    Change change = new Change(change(ClusterImage.EMPTY, "a", 3));

    assertThat(change.id()).isEqualTo("a");
    assertThat(change.firstRevision()).isEqualTo(1);
    assertThat(change.lastRevision()).isEqualTo(3);
    assertThat(change.end()).contains(change.last());
  }

  @Test
  void aChangeWithoutEventsIsRefused() {
    List<Event> none = List.of();

    assertThatThrownBy(() -> new Change(none)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesOfAWholeLogComeOutWholeAndInOrder() {
    Histories.first(500)
        .forEach(
            history -> {
              ChangeAssembler all = new ChangeAssembler();
              List<Event> out = new ArrayList<>();
              for (Event event : history.events()) {
                for (Change change : all.add(event)) {
                  assertThat(change.events()).hasSize(change.last().getChangeSize());
                  assertThat(change.events()).allMatch(e -> e.getChangeId().equals(change.id()));
                  out.addAll(change.events());
                }
              }
              assertThat(all.isPending()).isFalse();
              assertThat(out).isEqualTo(history.events());
            });
  }

  private static List<Event> change(ClusterImage image, String id, int size) {
    Object[] payloads = new Object[size];
    for (int i = 0; i < size; i++) {
      payloads[i] = ConfigurationChanged.newBuilder().setKey("k" + i).setValue("v").build();
    }
    return Samples.change(image, id, payloads);
  }
}
