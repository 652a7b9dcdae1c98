package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.state.testing.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedValuesTest {
  private static List<Event> asRead(String change, String... keys) {
    Object[] payloads =
        List.of(keys).stream()
            .map(key -> new ConfigurationChanged(key, "shared", "v", null))
            .toArray();
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

    assertThat(read.get(1).getCluster()).isSameAs(read.get(0).getCluster());
    assertThat(read.get(1).getChangeId()).isSameAs(read.get(0).getChangeId());
    assertThat(read.get(1).getOrigin()).isSameAs(read.get(0).getOrigin());
    assertThat(read.get(1).getActor()).isSameAs(read.get(0).getActor());
    assertThat(read.get(1).getTime()).isSameAs(read.get(0).getTime());
    assertThat(((ConfigurationChanged) read.get(1).getPayload()).getScope())
        .isSameAs(EntityKeys.SHARED);
  }

  @Test
  void valuesThatDifferStay() {
    Event other = asRead("c2", "b").get(0);
    other.setActor("somebody");
    other.setOrigin("n7");
    ClusterDelta delta = new ClusterDelta(ClusterImage.EMPTY).replay(asRead("c1", "a").get(0));

    delta.replay(other);

    assertThat(other.getChangeId()).isEqualTo("c2");
    assertThat(other.getActor()).isEqualTo("somebody");
    assertThat(other.getOrigin()).isEqualTo("n7");
  }
}
