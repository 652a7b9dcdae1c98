package io.lockstep.state.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalChainTest {
  private final List<Event> events = Histories.of(5, 30).events();

  @Test
  void eachEntryHoldsTheHashOfTheOneBefore() {
    List<JournalEntry> entries = entries(JournalChain.start(), events);

    assertThat(entries.get(0).getPreviousHash()).isEqualTo(ByteBuffer.allocate(32));
    for (int i = 1; i < entries.size(); i++) {
      assertThat(entries.get(i).getPreviousHash()).isEqualTo(entries.get(i - 1).getHash());
      assertThat(entries.get(i).getRevision()).isEqualTo(i + 1);
      assertThat(entries.get(i).getEvent()).isSameAs(events.get(i));
    }
    assertThat(entries.stream().map(JournalEntry::getHash)).doesNotHaveDuplicates();
  }

  @Test
  void goesOnAfterAnEntryAsIfItHadNotStopped() {
    List<JournalEntry> whole = entries(JournalChain.start(), events);
    int at = events.size() / 2;
    JournalChain chain = JournalChain.after(whole.get(at - 1));

    List<JournalEntry> rest = entries(chain, events.subList(at, events.size()));

    assertThat(rest).isEqualTo(whole.subList(at, whole.size()));
    assertThat(chain.revision()).isEqualTo(events.size());
  }

  @Test
  void refusesARevisionThatDoesNotFollowAndStaysUsable() {
    JournalChain chain = JournalChain.start();
    chain.next(events.get(0));

    assertThatThrownBy(() -> chain.next(events.get(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("revision 3 does not follow revision 1");
    assertThatThrownBy(() -> chain.next(events.get(0)))
        .hasMessage("revision 1 does not follow revision 1");
    assertThat(chain.next(events.get(1))).isEqualTo(entries(JournalChain.start(), events).get(1));
  }

  @Test
  void anEventThatCannotBeEncodedLeavesTheChainAsItWas() {
    JournalChain chain = JournalChain.start();
    Event broken = Event.newBuilder(events.get(0)).build();
    broken.setActor(null);

    assertThatThrownBy(() -> chain.next(broken)).isInstanceOf(RuntimeException.class);

    assertThat(chain.next(events.get(0))).isEqualTo(JournalChain.start().next(events.get(0)));
  }

  @Test
  void anyChangeOfAnEventChangesItsHash() {
    Event event = events.get(0);
    ByteBuffer hash = JournalChain.start().next(event).getHash();

    for (Event other :
        List.of(
            Event.newBuilder(event).setActor("mallory").build(),
            Event.newBuilder(event).setEpoch(7).build(),
            Event.newBuilder(event).setDigest(null).build())) {
      assertThat(JournalChain.start().next(other).getHash()).isNotEqualTo(hash);
    }
  }

  @Test
  void theHashDoesNotDependOnTheKindOfMapThatAttributesAreIn() {
    Map<String, String> forward = new LinkedHashMap<>();
    Map<String, String> backward = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forward.put("key" + i, "v");
      backward.put("key" + (19 - i), "v");
    }

    assertThat(JournalChain.start().next(joined(backward)).getHash())
        .isEqualTo(JournalChain.start().next(joined(forward)).getHash());
  }

  @Test
  void whatIsNoHashIsRefused() {
    assertThatThrownBy(() -> new JournalChain(1, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
  }

  private static Event joined(Map<String, String> attributes) {
    Member member = Samples.member("n1");
    member.setAttributes(attributes);
    return Samples.change(ClusterImage.EMPTY, "a", new NodeJoined(member)).get(0);
  }

  private static List<JournalEntry> entries(JournalChain chain, List<Event> events) {
    List<JournalEntry> entries = new ArrayList<>();
    events.forEach(event -> entries.add(chain.next(event)));
    return entries;
  }
}
