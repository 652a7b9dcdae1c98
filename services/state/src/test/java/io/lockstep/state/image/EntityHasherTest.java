package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.testing.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntityHasherTest {
  private final EntityHasher hasher = new EntityHasher();

  @Test
  void keyRevisionAndEachFieldOfThePayloadCount() {
    Event event = event(parameter("k", "shared", "v"));
    Digest hash = hasher.hash("k", event);

    assertThat(
            List.of(
                hash,
                hasher.hash("l", event),
                hasher.hash("k", Event.newBuilder(event).setRevision(2).build()),
                hasher.hash("k", event(parameter("l", "shared", "v"))),
                hasher.hash("k", event(parameter("k", "site:a", "v"))),
                hasher.hash("k", event(parameter("k", "shared", "w"))),
                hasher.hash("k", event(new NodeJoined(Samples.member("n1"))))))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatIsNotStateDoesNotCount() {
    Event event = event(parameter("k", "shared", "v"));
    Event other = Event.newBuilder(event).setActor("bob").setChangeId("z").setChangeSize(9).build();

    assertThat(hasher.hash("k", other)).isEqualTo(hasher.hash("k", event));
  }

  @Test
  void aReaderOfTheRecordComputesTheSame() {
    Event event = event(new NodeJoined(Samples.member("n1")));

    assertThat(new EntityHasher().hash("k", Samples.read(event)))
        .isEqualTo(hasher.hash("k", event));
  }

  @Test
  void theKindOfMapThatAttributesAreInDoesNotCount() {
    Map<String, String> ordered = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      ordered.put("key" + i, "v");
    }

    assertThat(hasher.hash("k", joined(new HashMap<>(ordered))))
        .isEqualTo(hasher.hash("k", joined(ordered)))
        .isEqualTo(hasher.hash("k", joined(Map.copyOf(ordered))));
  }

  private static Event joined(Map<String, String> attributes) {
    Member member = Samples.member("n1");
    member.setAttributes(attributes);
    return event(new NodeJoined(member));
  }

  private static Event event(Object payload) {
    return Samples.change(ClusterImage.EMPTY, "a", payload).get(0);
  }

  private static ConfigurationChanged parameter(String key, String scope, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setScope(scope).setValue(value).build();
  }
}
