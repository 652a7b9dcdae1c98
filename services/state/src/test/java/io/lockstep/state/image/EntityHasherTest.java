package io.lockstep.state.image;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.testing.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
  void anEventsEncodingHasTheSameHash() {
    for (Object payload :
        List.of(
            parameter("k", "shared", "v"),
            parameter("a longer key \u2713", "node:n1", "v".repeat(5_000)),
            new NodeJoined(Samples.member("n1")))) {
      Event event = event(payload);
      byte[] bytes = new CanonicalEncoder(Event.getClassSchema()).encode(event);
      ByteBuffer among =
          ByteBuffer.allocate(bytes.length + 9).position(4).put(bytes).flip().position(4);

      assertThat(hasher.hash("k", event, ByteBuffer.wrap(bytes)))
          .isEqualTo(hasher.hash("k", event))
          .isEqualTo(hasher.hash("k", event, among));
    }
  }

  @Test
  void whatStandsInTheEncodingOfAStateCounts() {
    Event event = event(parameter("k", "shared", "v"));
    byte[] other =
        new CanonicalEncoder(Event.getClassSchema()).encode(event(parameter("k", "shared", "w")));

    assertThat(hasher.hash("k", event, ByteBuffer.wrap(other)))
        .isNotEqualTo(hasher.hash("k", event));
  }

  @Test
  void theOrderOfAMapInAnEncodingDoesNotCount() throws IOException {
    Event event = joined(IntStream.range(0, 40).boxed().collect(toMap(i -> "key" + i, i -> "v")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Event.getEncoder().encode(event, bytes); // as the map has them
    byte[] plain = bytes.toByteArray();
    ByteBuffer body = ByteBuffer.wrap(plain, 10, plain.length - 10);

    assertThat(hasher.hash("k", event, body)).isEqualTo(hasher.hash("k", event));
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
