package io.lockstep.state.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeJoined;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntityTest {
  private static final CanonicalEncoder ENCODER = new CanonicalEncoder(Event.getClassSchema());

  private static List<Event> events() {
    Envelope sealed =
        Envelope.newBuilder()
            .setSecretVersion(2)
            .setNonce(ByteBuffer.wrap(new byte[12]))
            .setCiphertext(ByteBuffer.wrap(new byte[40]))
            .build();
    return Samples.change(
        ClusterImage.EMPTY,
        "a",
        new ConfigurationChanged("k", "shared", "v", null),
        new ConfigurationChanged("\u00e4.\u20ac", "node:n1", "x".repeat(3_000), null),
        new ConfigurationChanged("secret", "shared", "", sealed),
        new ConfigurationRemoved("gone", "site:a"),
        new NodeJoined(Samples.member("n1")));
  }

  private static ByteBuffer among(byte[] bytes) {
    return ByteBuffer.allocate(bytes.length + 8).position(5).put(bytes).flip().position(5);
  }

  @Test
  void hasItsEventWithoutMacHoweverItWasMade() {
    for (Event event : events()) {
      for (ByteBuffer digest : Arrays.asList(null, mac())) {
        Event signed =
            Event.newBuilder(event).setDigest(digest).setMacVersion(3).setMac(mac()).build();
        Event expected = MacFree.of(signed);
        assertThat(expected.getMac()).isNull();
        assertThat(expected.getDigest()).isNull();
        for (Entity entity :
            List.of(
                ClusterDelta.entity(signed),
                ClusterDelta.entity(expected),
                ClusterDelta.entity(signed, ByteBuffer.wrap(ENCODER.encode(signed))),
                ClusterDelta.entity(signed, among(ENCODER.encode(signed))),
                ClusterDelta.entity(expected, ByteBuffer.wrap(ENCODER.encode(expected))))) {
          assertThat(entity.event()).isEqualTo(expected);
          assertThat(entity.encoding()).isEqualTo(ByteBuffer.wrap(ENCODER.encode(expected)));
          assertThat(entity.revision()).isEqualTo(expected.getRevision());
          assertThat(entity).isEqualTo(ClusterDelta.entity(expected));
          assertThat(entity.hash()).isEqualTo(ClusterDelta.entity(expected).hash());
        }
      }
    }
  }

  @Test
  void aMacOfAnotherLengthIsLeftAwayToo() {
    for (Event event : events()) {
      Event signed =
          Event.newBuilder(event).setMacVersion(1).setMac(ByteBuffer.wrap(new byte[7])).build();

      assertThat(ClusterDelta.entity(signed, ByteBuffer.wrap(ENCODER.encode(signed))).event())
          .isEqualTo(MacFree.of(signed));
    }
  }

  @Test
  void whatIsDoneToTheEventGivenDoesNotReachIt() {
    for (Event event : events()) {
      Entity entity = ClusterDelta.entity(event);
      Event before = MacFree.of(event);

      event.setDigest(ByteBuffer.wrap(new byte[32]));
      event.setActor("mallory");

      assertThat(entity.event()).isEqualTo(before);
    }
  }

  @Test
  void isAnotherOneWhereItsEventIs() {
    Event event = events().get(0);
    Entity entity = ClusterDelta.entity(event);

    assertThat(entity)
        .isNotEqualTo(ClusterDelta.entity(Event.newBuilder(event).setActor("bob").build()))
        .isNotEqualTo(ClusterDelta.entity(Event.newBuilder(event).setRevision(7).build()))
        .isNotEqualTo(ClusterDelta.entity(events().get(1)));
  }

  @Test
  void whatIsDoneToADecodedEventDoesNotReachIt() {
    Entity entity = ClusterDelta.entity(events().get(0));

    entity.event().setActor("mallory");

    assertThat(entity.event()).isEqualTo(MacFree.of(events().get(0)));
  }

  private static ByteBuffer mac() {
    byte[] mac = new byte[32];
    Arrays.fill(mac, (byte) 0x5a);
    return ByteBuffer.wrap(mac);
  }
}
