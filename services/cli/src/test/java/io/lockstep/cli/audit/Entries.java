package io.lockstep.cli.audit;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.replay.JournalChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Journal entries to show. */
final class Entries {
  /** What must never be seen: the ciphertext of a sealed value, and a value beside it. */
  static final String CIPHERTEXT = "CIPHERTEXT";

  static final String LEAK = "LEAKED";

  static {
    TrustedRecords.declare();
  }

  private Entries() {}

  /** An event with these fields. */
  static Event event(long revision, String actor, Object payload) {
    return Event.newBuilder()
        .setCluster("test")
        .setRevision(revision)
        .setEpoch(1)
        .setChangeId("c-" + revision)
        .setChangeIndex(0)
        .setChangeSize(1)
        .setTime(Instant.parse("2026-11-21T08:30:00Z").plusSeconds(revision))
        .setOrigin("n1")
        .setActor(actor)
        .setPayload(payload)
        .setDigest(ByteBuffer.wrap(new byte[32]))
        .build();
  }

  /** The first entry of a journal. */
  static JournalEntry first(String actor, Object payload) {
    return JournalChain.start().next(event(1, actor, payload));
  }

  static ConfigurationChanged parameter(String key, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setValue(value).build();
  }

  /** A sealed parameter, with a value beside it as a defect would leave it there. */
  static ConfigurationChanged sealed(String key) {
    ByteBuffer ciphertext = ByteBuffer.wrap(CIPHERTEXT.getBytes(StandardCharsets.US_ASCII));
    return ConfigurationChanged.newBuilder()
        .setKey(key)
        .setValue(LEAK)
        .setSealed(new Envelope(1, ByteBuffer.wrap(new byte[12]), ciphertext))
        .build();
  }
}
