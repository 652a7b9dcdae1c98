package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
  private static List<Event> asRead(String change, String... keys) {
    Object[] payloads =
        List.of(keys).stream().map(key -> new NodeJoined(Samples.member(key))).toArray();
    return Samples.change(ClusterImage.EMPTY, change, payloads).stream()
        .map(Samples::read)
        .toList();
  }

  @Test
  void eventsThatWereReadApartHaveTheirEqualValuesTogether() {
    List<Event> read = asRead("c1", "a", "b");
    assertThat(read.get(1).getActor()).isNotSameAs(read.get(0).getActor());
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY);

    read.forEach(delta::replay);

    Event one = kept(delta, "a");
    Event other = kept(delta, "b");
    assertThat(other.getCluster()).isSameAs(one.getCluster());
    assertThat(other.getChangeId()).isSameAs(one.getChangeId());
    assertThat(other.getOrigin()).isSameAs(one.getOrigin());
    assertThat(other.getActor()).isSameAs(one.getActor());
    assertThat(other.getTime()).isSameAs(one.getTime());
  }

  private static Event kept(ClusterDelta delta, String node) {
    return delta.entity(EntityKeys.node(node)).orElseThrow().event();
  }

  @Test
  void valuesThatDifferStay() {
    Event other = asRead("c2", "b").get(0);
    other.setActor("somebody");
    other.setOrigin("n7");
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY).replay(asRead("c1", "a").get(0));

    delta.replay(other);

    assertThat(kept(delta, "b").getChangeId()).isEqualTo("c2");
    assertThat(kept(delta, "b").getActor()).isEqualTo("somebody");
    assertThat(kept(delta, "b").getOrigin()).isEqualTo("n7");
  }
}
