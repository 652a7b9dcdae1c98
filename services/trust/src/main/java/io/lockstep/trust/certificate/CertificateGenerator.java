package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.IOException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Makes keys, self-signed certificates and requests. Any thread. */
public final class CertificateGenerator {
  private final Clock clock;
  private final SecureRandom random;
  private final Function<KeyType, KeyPair> newKeys;

  /** A generator; the validity of what it makes begins at the clock's time. */
  public CertificateGenerator(Clock clock, SecureRandom random) {
    this(clock, random, type -> type.generate(random));
  }

  /**
   * As the other, with keys from elsewhere.
   *
   * @param newKeys makes a pair of the type
   */
  CertificateGenerator(Clock clock, SecureRandom random, Function<KeyType, KeyPair> newKeys) {
    this.clock = clock;
    this.random = random;
    this.newKeys = newKeys;
  }

  /**
   * A certificate that vouches for itself.
   *
   * @throws CertificateRefusedException if a name is malformed
   */
  public CertificateEntry selfSigned(CertificateSpec spec) {
    X500Name subject = Names.subject(spec.subject());
    KeyPair keys = newKeys.apply(spec.keyType());
    Signing signing =
        new Signing(subject, keys.getPublic(), keys.getPrivate(), spec.keyType().signature());
    return entry(
        keys.getPrivate(),
        signing.leaf(
            subject,
            Names.alternatives(spec.names()),
            keys.getPublic(),
            from(),
            until(spec),
            random));
  }

  /**
   * A request for another authority to sign. Its life is for that authority to decide.
   *
   * @throws CertificateRefusedException if a name is malformed
   */
  public CertificateRequest request(CertificateSpec spec) {
    KeyPair keys = newKeys.apply(spec.keyType());
    return request(
        Names.subject(spec.subject()), spec.names(), keys.getPublic(), keys.getPrivate());
  }

  /**
   * A request for the key of a certificate that there is, so that another authority's answer can
   * take that certificate's place.
   *
   * @param names host names and IP addresses to ask for
   * @throws CertificateRefusedException if a name is malformed
   */
  public CertificateRequest request(CertificateEntry entry, List<String> names) {
    X509Certificate certificate = entry.certificate();
    return request(
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()),
        names,
        certificate.getPublicKey(),
        entry.key());
  }

  private static CertificateRequest request(
      X500Name subject, List<String> names, PublicKey publicKey, PrivateKey key) {
    try {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.subjectAlternativeName, false, Names.alternatives(names));
      PKCS10CertificationRequestBuilder builder =
          new JcaPKCS10CertificationRequestBuilder(subject, publicKey)
              .addAttribute(
                  PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
      byte[] encoded =
          builder
              .build(
                  new JcaContentSignerBuilder(Keys.signature(publicKey).orElseThrow()).build(key))
              .getEncoded();
      return new CertificateRequest(key, encoded);
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("the request of " + subject + " cannot be made", e);
    }
  }

  CertificateEntry authority(String subject, KeyType type) {
    X500Name name = Names.subject(subject);
    KeyPair keys = newKeys.apply(type);
    Signing signing = new Signing(name, keys.getPublic(), keys.getPrivate(), type.signature());
    Instant until = now().plus(Algorithms.AUTHORITY_LIFE);
    return entry(keys.getPrivate(), signing.authority(keys.getPublic(), from(), until, random));
  }

  KeyPair newKeys(KeyType type) {
    return newKeys.apply(type);
  }

  SecureRandom random() {
    return random;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  Instant from() {
    return now().minus(Algorithms.CERTIFICATE_BACKDATE);
  }

  Instant until(CertificateSpec spec) {
    return now().plus(spec.life());
  }

  private static CertificateEntry entry(PrivateKey key, X509Certificate certificate) {
    return new CertificateEntry(Optional.empty(), key, List.of(certificate));
  }
}
