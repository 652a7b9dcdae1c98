package io.lockstep.trust.mac;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Event;
import io.lockstep.trust.RecordFields;
import io.lockstep.trust.Samples;
import io.lockstep.trust.secret.SecretRing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.junit.jupiter.api.Test;

class EventMacTest {
  private final SecretRing ring = Samples.ring(1);
  private final EventMac mac = new EventMac("c1", ring);

  @Test
  void provesWhatItSignedAfterATripThroughTheLog() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      Event signed = mac.sign(Samples.event(random));

      Event read = trip(signed);

      assertThat(mac.verify(read)).isEqualTo(MacVerdict.VALID);
      assertThat(read.getMacVersion()).isEqualTo(1);
    }
  }

  @Test
  void leavesTheEventAsItWas() {
    Event event = Samples.event();
    Event before = Event.newBuilder(event).build();

    Event signed = mac.sign(event);
    mac.verify(signed);

    assertThat(event).isEqualTo(before);
    assertThat(mac.verify(signed)).isEqualTo(MacVerdict.VALID);
  }

  @Test
  void findsEveryAlteredField() {
    Random random = new Random(11);
    for (int i = 0; i < 20; i++) {
      Event signed = Event.newBuilder(mac.sign(Samples.event(random))).build();

      List<String> altered =
          RecordFields.alterEach(
              signed,
              List.of("mac", "macVersion"),
              path -> assertThat(mac.verify(signed)).as(path).isEqualTo(MacVerdict.WRONG));

      assertThat(altered)
          .contains("cluster", "revision", "epoch", "changeId", "changeIndex", "changeSize")
          .contains("time", "origin", "actor", "formatLevel", "digest");
    }
  }

  @Test
  void findsEveryFlippedBitOfTheMac() {
    Event signed = mac.sign(Samples.event());
    for (int bit = 0; bit < 256; bit++) {
      byte[] bytes = signed.getMac().array().clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Event altered = Event.newBuilder(signed).setMac(ByteBuffer.wrap(bytes)).build();

      assertThat(mac.verify(altered)).isEqualTo(MacVerdict.WRONG);
    }
  }

  @Test
  void findsAShortenedMac() {
    Event signed = mac.sign(Samples.event());
    for (int length = 0; length < 32; length++) {
      ByteBuffer shorter = signed.getMac().duplicate().limit(length);

      assertThat(mac.verify(Event.newBuilder(signed).setMac(shorter).build()))
          .isEqualTo(MacVerdict.WRONG);
    }
  }

  @Test
  void tellsThatThereIsNoMac() {
    assertThat(mac.verify(Samples.event())).isEqualTo(MacVerdict.ABSENT);
    assertThat(mac.verify(Event.newBuilder(mac.sign(Samples.event())).setMac(null).build()))
        .isEqualTo(MacVerdict.ABSENT);
  }

  @Test
  void tellsAVersionThatItHasNot() {
    Event signed = mac.sign(Samples.event());

    assertThat(mac.verify(Event.newBuilder(signed).setMacVersion(2).build()))
        .isEqualTo(MacVerdict.UNKNOWN_VERSION);
    assertThat(mac.verify(Event.newBuilder(signed).setMacVersion(0).build()))
        .isEqualTo(MacVerdict.UNKNOWN_VERSION);
  }

  @Test
  void findsAnEventThatNamesAnotherVersion() {
    EventMac both = new EventMac("c1", ring.with(Samples.secret(2, 2)));
    Event signed = both.sign(Samples.event());

    assertThat(both.verify(Event.newBuilder(signed).setMacVersion(2).build()))
        .isEqualTo(MacVerdict.WRONG);
  }

  @Test
  void findsTheEventsOfAnotherClusterOrSecret() {
    Event signed = mac.sign(Samples.event());

    assertThat(new EventMac("c2", ring).verify(signed)).isEqualTo(MacVerdict.WRONG);
    assertThat(new EventMac("c1", Samples.ring(2)).verify(signed)).isEqualTo(MacVerdict.WRONG);
  }

  @Test
  void provesOldEventsAfterARotation() {
    Event old = mac.sign(Samples.event());
    EventMac rotated = new EventMac("c1", ring.with(Samples.secret(2, 2)).withCurrent(2));

    assertThat(rotated.verify(old)).isEqualTo(MacVerdict.VALID);
    assertThat(rotated.sign(old).getMacVersion()).isEqualTo(2);
    assertThat(rotated.verify(rotated.sign(old))).isEqualTo(MacVerdict.VALID);
  }

  private static Event trip(Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<>(Event.class).write(event, encoder);
    encoder.flush();
    return new SpecificDatumReader<>(Event.class)
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }
}
