package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MacFreeTest {
  private static List<Event> events() {
    return Samples.change(
        ClusterImage.EMPTY,
        "a",
        new ConfigurationChanged("k", "shared", "v", null),
        new ConfigurationRemoved("gone", "shared"));
  }

  private static Event signed(Event event) {
    return Event.newBuilder(event).setMacVersion(3).setMac(ByteBuffer.allocate(32)).build();
  }

  @Test
  void imagesKeepNoMacs() {
    for (Event event : events()) {
      ImagePart part = new ImagePart();
      part.add(signed(event), null);

      for (ClusterImage image :
          List.of(
              new ClusterDelta(ClusterImage.EMPTY).replay(signed(event)).apply(),
              ImagePart.join(List.of(part)))) {
        List<Event> kept = Replay.events(image);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).getMac()).isNull();
        assertThat(kept.get(0).getMacVersion()).isEqualTo(3);
      }
    }
  }

  @Test
  void theEventGivenStaysAsItIs() {
    Event event = signed(events().get(0));
    new ClusterDelta(ClusterImage.EMPTY).replay(event);
    assertThat(event.getMac()).isEqualTo(ByteBuffer.allocate(32));
  }

  @Test
  void copiesAllButTheMac() {
    for (Event event : events()) {
      Event with = signed(event);
      Event expected = Event.newBuilder(with).setMac(null).setMacVersion(5).build();
      assertThat(MacFree.copy(with, 5)).isEqualTo(expected);
    }
  }
}
