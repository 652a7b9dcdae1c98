package io.lockstep.topology.testing;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Records to pipe. */
public final class Given {
  public static final Instant START = Instant.parse("2026-05-04T03:02:01Z");

  private Given() {}

  public static Member member(String id, String... roles) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id + ".example")
        .setUrl("https://" + id + ".example:8443")
        .setAdminUrl("https://" + id + ".example:444")
        .setRoles(List.of(roles))
        .setSoftwareVersion("1.0")
        .setFormatLevel(1)
        .build();
  }

  public static Member member(String id, MemberState state) {
    return Member.newBuilder(member(id)).setState(state).build();
  }

  public static Event event(long revision, Object payload) {
    return Event.newBuilder()
        .setCluster("blue")
        .setRevision(revision)
        .setEpoch(1)
        .setChangeId("change-" + revision)
        .setChangeIndex(0)
        .setChangeSize(1)
        .setTime(START)
        .setOrigin("n1")
        .setActor("alice")
        .setPayload(payload)
        .setDigest(digest(revision))
        .build();
  }

  /** The digest that the log says after a revision. */
  public static ByteBuffer digest(long revision) {
    return ByteBuffer.wrap(("digest " + revision).getBytes(StandardCharsets.UTF_8));
  }

  public static ConfigurationChanged set(String key, String value) {
    return ConfigurationChanged.newBuilder().setKey(key).setValue(value).build();
  }

  public static ConfigurationChanged secret(String key) {
    return ConfigurationChanged.newBuilder()
        .setKey(key)
        .setValue("")
        .setSealed(new Envelope(1, ByteBuffer.allocate(12), ByteBuffer.allocate(20)))
        .build();
  }

  public static PrimaryPromoted promoted(String node, long epoch) {
    return PrimaryPromoted.newBuilder()
        .setEpoch(epoch)
        .setNode(node)
        .setReason(PromotionReason.FAILOVER)
        .build();
  }

  public static CertificateImported certificate(String alias, Duration left) {
    return new CertificateImported(
        Certificate.newBuilder()
            .setAlias(alias)
            .setChain(List.of(ByteBuffer.wrap(new byte[] {1, 2})))
            .setSha256(ByteBuffer.allocate(32))
            .setSubject("CN=" + alias)
            .setNotBefore(START)
            .setNotAfter(START.plus(left))
            .setPrivateKey(new Envelope(1, ByteBuffer.allocate(12), ByteBuffer.allocate(20)))
            .build());
  }

  /** A report of a node that has applied a revision, from its run "run-1". */
  public static NodeReport.Builder report(String node, long sequence, long revision) {
    return NodeReport.newBuilder()
        .setCluster("blue")
        .setNode(node)
        .setIncarnation("run-1")
        .setSequence(sequence)
        .setTime(START)
        .setState(NodeState.ONLINE)
        .setPrimary(false)
        .setEpoch(1)
        .setReceivedRevision(revision)
        .setWrittenRevision(revision)
        .setActiveRevision(revision)
        .setOffset(revision)
        .setDigest(digest(revision))
        .setFormatLevel(1)
        .setSoftwareVersion("1.0");
  }
}
