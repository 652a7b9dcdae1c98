package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;

/**
 * The authority of one node, which issues certificates for hosts and makes no further authorities.
 * Any thread.
 */
public final class InternalCa {
  private final CertificateEntry own;
  private final CertificateGenerator generator;

  /**
   * An authority that exists.
   *
   * @throws CertificateRefusedException if it is none
   */
  public InternalCa(CertificateEntry own, CertificateGenerator generator) {
    if (own.certificate().getBasicConstraints() < 0) {
      throw CertificateProblem.BROKEN_CHAIN.refuse(
          own.certificate().getSubjectX500Principal() + " is the certificate of no authority");
    }
    this.own = own;
    this.generator = generator;
  }

  /**
   * A new authority.
   *
   * @param subject distinguished name, which should name cluster and node
   */
  public static InternalCa create(String subject, KeyType type, CertificateGenerator generator) {
    return new InternalCa(generator.authority(subject, type), generator);
  }

  /** Its certificate and key, to be kept. */
  public CertificateEntry own() {
    return own;
  }

  /** Its certificate, to be trusted. */
  public X509Certificate certificate() {
    return own.certificate();
  }

  /**
   * A new key and a certificate for it.
   *
   * @throws CertificateRefusedException if a name is malformed
   */
  public CertificateEntry issue(CertificateSpec spec) {
    KeyPair keys = generator.newKeys(spec.keyType());
    X509Certificate certificate =
        sign(
            Names.subject(spec.subject()),
            Names.alternatives(spec.names()),
            keys.getPublic(),
            generator.until(spec));
    return new CertificateEntry(
        Optional.empty(), keys.getPrivate(), List.of(certificate, own.certificate()));
  }

  /**
   * A certificate for a request, for its subject and its names; nothing else that it asks for is
   * granted.
   *
   * @param request PKCS#10, DER
   * @return the certificate, then this authority's
   * @throws CertificateRefusedException if it is malformed, its key is weak, or the requester has
   *     not its private key
   */
  public List<X509Certificate> sign(byte[] request, Duration life) {
    if (life.compareTo(Algorithms.AUTHORITY_LIFE) > 0) {
      throw new IllegalArgumentException("the life " + life + " is beyond that of an authority");
    }
    try {
      PKCS10CertificationRequest parsed = new PKCS10CertificationRequest(request);
      SubjectPublicKeyInfo info = parsed.getSubjectPublicKeyInfo();
      PublicKey key = Keys.publicKey(info.getAlgorithm().getAlgorithm(), info.getEncoded());
      Keys.requireStrong(key, "the request of " + parsed.getSubject());
      if (!parsed.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw CertificateProblem.KEY_MISMATCH.refuse(
            "the request of " + parsed.getSubject() + " is not signed with its own key");
      }
      return List.of(
          sign(parsed.getSubject(), names(parsed), key, generator.now().plus(life)),
          own.certificate());
    } catch (IOException | OperatorCreationException | PKCSException | RuntimeException e) {
      if (e instanceof CertificateRefusedException refused) {
        throw refused;
      }
      throw CertificateProblem.UNREADABLE.refuse(
          "the request for a certificate is malformed; wanted is PKCS#10, DER");
    }
  }

  private static GeneralNames names(PKCS10CertificationRequest request) {
    Extensions extensions = request.getRequestedExtensions();
    GeneralNames names =
        extensions == null
            ? null
            : GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    if (names != null) {
      for (GeneralName name : names.getNames()) {
        if (name.getTagNo() != GeneralName.dNSName && name.getTagNo() != GeneralName.iPAddress) {
          throw CertificateProblem.INVALID_NAME.refuse(
              "the request asks for " + name + "; wanted are host names and IP addresses");
        }
      }
    }
    return names;
  }

  private X509Certificate sign(X500Name subject, GeneralNames names, PublicKey key, Instant until) {
    X509Certificate authority = own.certificate();
    X500Name issuer = X500Name.getInstance(authority.getSubjectX500Principal().getEncoded());
    String algorithm = Keys.signature(authority.getPublicKey()).orElseThrow();
    Instant end = authority.getNotAfter().toInstant();
    return new Signing(issuer, authority.getPublicKey(), own.key(), algorithm)
        .leaf(
            subject,
            names,
            key,
            generator.from(),
            until.isBefore(end) ? until : end, // it would not be valid beyond its issuer's
            generator.random());
  }
}
