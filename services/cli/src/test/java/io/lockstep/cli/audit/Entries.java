package io.lockstep.cli.audit;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.schema.topic.TrustedRecords;
import io.lockstep.state.replay.JournalChain;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

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

  private static Envelope envelope() {
    ByteBuffer ciphertext = ByteBuffer.wrap(CIPHERTEXT.getBytes(StandardCharsets.US_ASCII));
    return new Envelope(1, ByteBuffer.wrap(new byte[12]), ciphertext);
  }

  /** A certificate with its key. */
  static CertificateImported certificate(String alias) {
    return new CertificateImported(
        Certificate.newBuilder()
            .setAlias(alias)
            .setChain(List.of(ByteBuffer.wrap(new byte[900])))
            .setSha256(ByteBuffer.wrap(new byte[32]))
            .setSubject("CN=" + alias)
            .setNotBefore(Instant.parse("2026-11-21T08:30:00Z"))
            .setNotAfter(Instant.parse("2027-11-21T08:30:00Z"))
            .setPrivateKey(envelope())
            .build());
  }

  static TrustAnchorPublished anchor(String owner, byte[] certificate) {
    return new TrustAnchorPublished(
        new TrustAnchor("ab".repeat(32), owner, ByteBuffer.wrap(certificate)));
  }

  /** The certificate of some authority that the platform trusts. */
  static byte[] authority() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return ((X509TrustManager) factory.getTrustManagers()[0])
          .getAcceptedIssuers()[0].getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A version of the cluster secret that is being replaced. */
  static SecretChanged secret() {
    ByteBuffer ciphertext = ByteBuffer.wrap(CIPHERTEXT.getBytes(StandardCharsets.US_ASCII));
    return new SecretChanged(
        new SecretVersion(1, "f1", SecretState.RETIRING, envelope(), Map.of("n1", ciphertext)));
  }
}
