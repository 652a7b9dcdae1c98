package io.lockstep.trust.mac;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.trust.Samples;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EncodedEventMacTest {
  private static final int FIELD_BYTES = 34;

  private final SecretRing ring = Samples.ring(1);
  private final EventMac events = new EventMac("c1", ring);
  private final EncodedEventMac encoded = new EncodedEventMac("c1", ring);

  private static byte[] encode(Event event) {
    return new CanonicalEncoder(Event.getClassSchema()).encode(event);
  }

  private MacVerdict verify(byte[] event) {
    return encoded.verify(event, 0, event.length - FIELD_BYTES, 1);
  }

  @Test
  void agreesWithTheMacOfTheDecodedEvent() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] event = encode(events.sign(Samples.event(random)));

      assertThat(verify(event)).isEqualTo(MacVerdict.VALID);
    }
  }

  @Test
  void verifiesAnEventInsideOfARecord() {
    byte[] event = encode(events.sign(Samples.event()));
    byte[] record = ByteBuffer.allocate(7 + event.length).position(7).put(event).array();

    assertThat(encoded.verify(record, 7, record.length - FIELD_BYTES, 1))
        .isEqualTo(MacVerdict.VALID);
    assertThat(encoded.verify(record, 6, record.length - FIELD_BYTES, 1))
        .isEqualTo(MacVerdict.WRONG);
  }

  @Test
  void provesAnEventWhoseLastFieldIsNotPointedOut() {
    Random random = new Random(6);
    for (int i = 0; i < 300; i++) {
      byte[] event = encode(events.sign(Samples.event(random)));
      byte[] record = ByteBuffer.allocate(5 + event.length).position(5).put(event).array();

      assertThat(encoded.proves(ByteBuffer.wrap(event), 1)).isTrue();
      assertThat(encoded.proves(ByteBuffer.wrap(record, 5, event.length), 1)).isTrue();
      assertThat(encoded.proves(ByteBuffer.wrap(record), 1)).isFalse();
      assertThat(encoded.proves(ByteBuffer.wrap(event), 2)).isFalse();
    }
  }

  @Test
  void provesNothingOfAnEventWithoutMacOrOfNone() {
    assertThat(encoded.proves(ByteBuffer.wrap(encode(Samples.event())), 1)).isFalse();
    assertThat(encoded.proves(ByteBuffer.wrap(new byte[0]), 1)).isFalse();
    assertThat(encoded.proves(ByteBuffer.wrap(new byte[34]), 1)).isFalse();
  }

  @Test
  void findsEveryFlippedBit() {
    byte[] event = encode(events.sign(Samples.event()));
    for (int bit = 0; bit < event.length * 8; bit++) {
      byte[] altered = event.clone();
      altered[bit / 8] ^= (byte) (1 << bit % 8);

      assertThat(verify(altered)).as("bit %d", bit).isNotEqualTo(MacVerdict.VALID);
      assertThat(encoded.proves(ByteBuffer.wrap(altered), 1)).as("bit %d", bit).isFalse();
    }
  }

  @Test
  void findsAMacThatIsAbsentOrCut() {
    byte[] none = encode(Samples.event());
    byte[] event = encode(events.sign(Samples.event()));
    byte[] cut = Arrays.copyOf(event, event.length - 1);

    assertThat(encoded.verify(none, 0, none.length - 1, 0)).isEqualTo(MacVerdict.ABSENT);
    assertThat(encoded.verify(cut, 0, event.length - FIELD_BYTES, 1)).isEqualTo(MacVerdict.WRONG);
  }

  @Test
  void saysWhichVersionItHasNot() {
    byte[] event = encode(events.sign(Samples.event()));

    assertThat(encoded.verify(event, 0, event.length - FIELD_BYTES, 2))
        .isEqualTo(MacVerdict.UNKNOWN_VERSION);
  }

  @Test
  void doesNotTakeTheMacOfAnotherCluster() {
    byte[] event = encode(new EventMac("c2", ring).sign(Samples.event()));

    assertThat(verify(event)).isEqualTo(MacVerdict.WRONG);
  }
}
