package io.lockstep.trust.certificate;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.SecretRing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * Certificates as the log holds them: the private key sealed, the rest in the clear. Any thread.
 */
public final class CertificateRecords {
  private final String cluster;
  private final Sealer sealer;

  /** For a cluster. */
  public CertificateRecords(String cluster, Sealer sealer) {
    this.cluster = cluster;
    this.sealer = sealer;
  }

  /**
   * The record of a certificate.
   *
   * @throws CertificateRefusedException if the alias is not allowed
   */
  public Certificate seal(String alias, CertificateEntry entry, SecretRing ring) {
    byte[] key = entry.key().getEncoded();
    try {
      Envelope sealed =
          sealer.seal(key, cluster, EntityKeys.certificate(Alias.require(alias)), ring);
      List<ByteBuffer> chain = new ArrayList<>();
      for (X509Certificate each : entry.chain()) {
        chain.add(ByteBuffer.wrap(encoded(each)));
      }
      X509Certificate first = entry.certificate();
      return Certificate.newBuilder()
          .setAlias(alias)
          .setChain(chain)
          .setSha256(ByteBuffer.wrap(sha256(first)))
          .setSubject(first.getSubjectX500Principal().getName())
          .setNotBefore(first.getNotBefore().toInstant())
          .setNotAfter(first.getNotAfter().toInstant())
          .setPrivateKey(sealed)
          .build();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * The certificate of a record.
   *
   * @throws io.lockstep.trust.envelope.EnvelopeException if its key cannot be opened
   * @throws CertificateRefusedException if it has no key, or one that does not fit
   */
  public CertificateEntry open(Certificate record, SecretRing ring) {
    return entry(record, (envelope, entity) -> sealer.open(envelope, cluster, entity, ring));
  }

  /**
   * The certificate of a record.
   *
   * @param opener gives the bytes of the envelope, which is part of the entity
   * @throws RuntimeException that the opener throws
   * @throws CertificateRefusedException if it has no key, or one that does not fit
   */
  public static CertificateEntry entry(
      Certificate record, BiFunction<Envelope, String, byte[]> opener) {
    String alias = record.getAlias();
    if (record.getPrivateKey() == null || record.getChain().isEmpty()) {
      throw CertificateProblem.MISSING_KEY.refuse(
          "the certificate " + Quoted.of(alias) + " has no private key; import it with its key");
    }
    List<X509Certificate> chain = chain(record);
    byte[] encoded = opener.apply(record.getPrivateKey(), EntityKeys.certificate(alias));
    try {
      PrivateKey key = Keys.privateKey(PrivateKeyInfo.getInstance(encoded));
      if (!Keys.isPair(key, chain.get(0).getPublicKey())) {
        throw CertificateProblem.KEY_MISMATCH.refuse(
            "the private key of certificate " + Quoted.of(alias) + " does not fit it");
      }
      return new CertificateEntry(Optional.of(alias), key, chain);
    } catch (IOException | IllegalArgumentException e) {
      throw CertificateProblem.UNREADABLE.refuse(
          "the private key of certificate " + Quoted.of(alias) + " is damaged; import it again");
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** The certificate of a record and its issuers. */
  public static List<X509Certificate> chain(Certificate record) {
    return record.getChain().stream().map(CertificateRecords::parse).toList();
  }

  /** The authority of a record. */
  public static X509Certificate authority(TrustAnchor record) {
    return parse(record.getCertificate());
  }

  private static X509Certificate parse(ByteBuffer bytes) {
    byte[] encoded = new byte[bytes.remaining()];
    bytes.duplicate().get(encoded);
    return Parts.parse(encoded);
  }

  /**
   * The record of an authority to trust.
   *
   * @param owner node whose authority it is; empty for one that an operator publishes
   */
  public static TrustAnchor anchor(X509Certificate certificate, Optional<String> owner) {
    return TrustAnchor.newBuilder()
        .setId(HexFormat.of().formatHex(sha256(certificate)))
        .setOwner(owner.orElse(null))
        .setCertificate(ByteBuffer.wrap(encoded(certificate)))
        .build();
  }

  private static byte[] sha256(X509Certificate certificate) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(encoded(certificate));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate always has an encoding", e);
    }
  }
}
