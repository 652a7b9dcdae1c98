package io.lockstep.status;

import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Events as a primary writes them, as far as the status looks at them. */
final class Written {
  /** The digest of every image in these tests. */
  static final ByteBuffer DIGEST = ByteBuffer.wrap(new byte[32]);

  private Written() {}

  static Event event(String cluster, long revision, Object payload) {
    return event(cluster, revision, "test", payload);
  }

  static Event event(String cluster, long revision, String actor, Object payload) {
    return Event.newBuilder()
        .setCluster(cluster)
        .setRevision(revision)
        .setEpoch(1)
        .setChangeId("change-" + revision)
        .setChangeIndex(0)
        .setChangeSize(1)
        .setTime(Instant.now())
        .setOrigin("n1")
        .setActor(actor)
        .setPayload(payload)
        .setDigest(DIGEST)
        .build();
  }

  static Member member(String id) {
    return member(id, "https://" + id + ".localhost");
  }

  static Member member(String id, String url) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id + ".localhost")
        .setUrl(url)
        .setAdminUrl("https://" + id + ".localhost:444")
        .setSoftwareVersion("1.0")
        .setFormatLevel(1)
        .build();
  }
}
