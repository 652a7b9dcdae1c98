package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes one certificate.
 *
 * @param issuer name of the issuer
 * @param issuerKey public key of the issuer
 * @param signer private key of the issuer
 * @param algorithm of the signature
 */
record Signing(X500Name issuer, PublicKey issuerKey, PrivateKey signer, String algorithm) {
  X509Certificate leaf(
      X500Name subject,
      GeneralNames names,
      PublicKey key,
      Instant from,
      Instant until,
      SecureRandom random) {
    int usage = KeyUsage.digitalSignature;
    if (key.getAlgorithm().equals("RSA")) {
      usage |= KeyUsage.keyEncipherment; // for TLS 1.2 with the products' old cipher suites
    }
    return make(subject, names, key, from, until, random, new BasicConstraints(false), usage);
  }

  X509Certificate authority(PublicKey key, Instant from, Instant until, SecureRandom random) {
    // Path length 0: it issues for hosts and makes no further authorities.
    int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    return make(issuer, null, key, from, until, random, new BasicConstraints(0), usage);
  }

  private X509Certificate make(
      X500Name subject,
      GeneralNames names,
      PublicKey key,
      Instant from,
      Instant until,
      SecureRandom random,
      BasicConstraints constraints,
      int usage) {
    try {
      X509v3CertificateBuilder builder =
          new X509v3CertificateBuilder(
              issuer,
              new BigInteger(Algorithms.SERIAL_BITS, random).setBit(Algorithms.SERIAL_BITS - 1),
              Date.from(from),
              Date.from(until),
              subject,
              SubjectPublicKeyInfo.getInstance(key.getEncoded()));
      JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, constraints)
          .addExtension(Extension.keyUsage, true, new KeyUsage(usage))
          .addExtension(
              Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key))
          .addExtension(
              Extension.authorityKeyIdentifier,
              false,
              extensions.createAuthorityKeyIdentifier(issuerKey));
      if (!constraints.isCA()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(
                new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      }
      if (names != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, names);
      }
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer)));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("the certificate of " + subject + " cannot be made", e);
    }
  }
}
