package io.lockstep.log.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.testing.Samples;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.schema.Event;
import io.lockstep.schema.Extension;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.CanonicalEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryParserTest {
  /** Every kind of field that events have. */
  static List<Object> payloads() {
    Member member =
        Member.newBuilder()
            .setId("n1")
            .setHost("host")
            .setUrl("url")
            .setAdminUrl("admin")
            .setRoles(List.of("a", "b"))
            .setAttributes(Map.of("k", "v", "l", "w"))
            .setSoftwareVersion("1")
            .setFormatLevel(1)
            .setPublicKey(ByteBuffer.wrap(new byte[44]))
            .build();
    return List.of(
        Samples.event(1, "k", "value é").getPayload(),
        new NodeJoined(member),
        new PrimaryPromoted(7L, "n2", null, PromotionReason.FAILBACK),
        new PromotionOrderChanged(
            List.of(new PromotionEntry("h", "u", false, List.of("c"))), List.of("t")),
        new Extension("e", "t", true, ByteBuffer.wrap(new byte[300])));
  }

  private static Event event(Object payload) {
    Event event = Samples.event(1_000, "k", "v");
    event.setPayload(payload);
    event.setMacVersion(300);
    event.setMac(ByteBuffer.wrap(new byte[32]));
    return event;
  }

  private static byte[] record(Event event) {
    JournalEntry entry = Samples.journal(event);
    byte[] encoded = new CanonicalEncoder(JournalEntry.getClassSchema()).encode(entry);
    return ByteBuffer.allocate(5 + encoded.length).position(5).put(encoded).array();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void findsTheFieldsOfEveryEntry(Object payload) {
    Event event = event(payload);
    byte[] record = record(event);

    EncodedEntry entry = new EntryParser().parse(record);

    assertThat(entry.revision).isEqualTo(1_000);
    assertThat(entry.eventRevision).isEqualTo(1_000);
    assertThat(ByteBuffer.wrap(record, entry.eventBegin(), record.length - entry.eventBegin()))
        .isEqualTo(TestJournal.encoded(event));
    assertThat(entry.text(entry.changeId)).isEqualTo("change-1000");
    assertThat(entry.text(entry.origin)).isEqualTo("n1");
    assertThat(entry.text(entry.actor)).isEqualTo("tester");
    assertThat(EntryParser.payloadType(entry.payload))
        .isEqualTo(payload.getClass().getSimpleName());
    assertThat(entry.macVersion()).isEqualTo(300);
    assertThat(entry.macBegin()).isEqualTo(record.length - 34);
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void refusesEveryEntryThatWasCutOrHasBytesBehindIt(Object payload) {
    byte[] record = record(event(payload));
    for (int length = 5; length <= record.length + 1; length++) {
      byte[] other = Arrays.copyOf(record, length);
      if (length != record.length) {
        assertThatThrownBy(() -> new EntryParser().parse(other))
            .as("%d of %d bytes", length, record.length)
            .isInstanceOf(Cursor.MalformedException.class);
      }
    }
  }

  @Test
  void refusesAnImpossiblePayload() {
    Event event = event(new PrimaryPromoted(7L, "n2", null, PromotionReason.FAILBACK));
    byte[] record = record(event);
    int reason = record.length - 34 - 2 - 34 - 1; // before MAC, its version and the digest

    record[reason] = 2 * 4; // there are four reasons, from 0

    assertThatThrownBy(() -> new EntryParser().parse(record))
        .isInstanceOf(Cursor.MalformedException.class);
  }

  @Test
  void refusesNumbersWithoutEndAndLengthsBelowZero() {
    Cursor cursor = new Cursor();
    byte[] endless = new byte[11];
    Arrays.fill(endless, (byte) 0x80);
    cursor.reset(endless, 0);
    assertThatThrownBy(cursor::readLong).isInstanceOf(Cursor.MalformedException.class);

    cursor.reset(new byte[] {1}, 0);
    assertThatThrownBy(cursor::readLength).isInstanceOf(Cursor.MalformedException.class);
  }
}
