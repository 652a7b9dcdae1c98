package io.lockstep.trust.certificate;

import io.lockstep.trust.Algorithms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What is asked of keys. */
final class Keys {
  private static final byte[] CHALLENGE = "lockstep/1/key".getBytes(StandardCharsets.UTF_8);
  private static final String WANTED =
      "; wanted is RSA of "
          + Algorithms.RSA_BITS
          + " to "
          + Algorithms.RSA_BITS_LIMIT
          + " bits, EC on P-256, P-384 or P-521, or Ed25519";

  private Keys() {}

  /** The platform's own key, so that its TLS takes it. */
  static PrivateKey privateKey(PrivateKeyInfo info) throws IOException {
    byte[] encoded = info.getEncoded();
    try {
      return factory(info.getPrivateKeyAlgorithm().getAlgorithm())
          .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw CertificateProblem.WEAK_KEY.refuse(
          "the private key, of algorithm "
              + info.getPrivateKeyAlgorithm().getAlgorithm()
              + ", is damaged or not supported"
              + WANTED);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  private static KeyFactory factory(ASN1ObjectIdentifier algorithm)
      throws GeneralSecurityException {
    String name;
    if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
      name = "RSA";
    } else if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      name = "EC";
    } else if (algorithm.equals(EdECObjectIdentifiers.id_Ed25519)) {
      name = "Ed25519";
    } else {
      throw new GeneralSecurityException("not supported");
    }
    return KeyFactory.getInstance(name);
  }

  /** Requires a key of a kind and length that holds. */
  static void requireStrong(PublicKey key, String whose) {
    if (key instanceof RSAKey rsa && key.getAlgorithm().equals("RSA")) {
      int bits = rsa.getModulus().bitLength();
      if (bits < Algorithms.RSA_BITS || bits > Algorithms.RSA_BITS_LIMIT) {
        throw weak(whose, "an RSA key of " + bits + " bits");
      }
    } else if (key instanceof ECKey ec) {
      if (Curves.name(ec.getParams()).isEmpty()) {
        throw weak(
            whose,
            "an EC key of " + ec.getParams().getOrder().bitLength() + " bits on another curve");
      }
    } else if (!(key instanceof EdECKey && signature(key).isPresent())) {
      throw weak(whose, "a key of algorithm " + key.getAlgorithm());
    }
  }

  private static CertificateRefusedException weak(String whose, String what) {
    return CertificateProblem.WEAK_KEY.refuse(whose + " has " + what + WANTED);
  }

  /** Whether they are a pair, which only a signature shows. */
  static boolean isPair(PrivateKey privateKey, PublicKey publicKey) {
    Optional<String> name = signature(publicKey);
    if (name.isEmpty() || !sameFamily(privateKey, publicKey)) {
      return false;
    }
    try {
      Signature signature = Signature.getInstance(name.get());
      signature.initSign(privateKey);
      signature.update(CHALLENGE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(CHALLENGE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // such as another curve
    }
  }

  private static boolean sameFamily(PrivateKey privateKey, PublicKey publicKey) {
    return (privateKey instanceof RSAKey one
            && publicKey instanceof RSAKey two
            && one.getModulus().equals(two.getModulus()))
        || (privateKey instanceof ECKey && publicKey instanceof ECKey)
        || (privateKey instanceof EdECKey && publicKey instanceof EdECKey);
  }

  /** The signature that a key makes; empty if it is of no kind that is supported. */
  static Optional<String> signature(PublicKey key) {
    if (key instanceof RSAKey && key.getAlgorithm().equals("RSA")) {
      return Optional.of(KeyType.RSA_2048.signature());
    }
    if (key instanceof ECKey ec) {
      return Curves.name(ec.getParams())
          .map(name -> name.equals("secp256r1") ? KeyType.EC_P256 : KeyType.EC_P384)
          .map(KeyType::signature);
    }
    if (key instanceof EdECKey ed && ed.getParams().getName().equals(Algorithms.SIGNATURE)) {
      return Optional.of(KeyType.ED25519.signature());
    }
    return Optional.empty();
  }

  /**
   * The platform's own key from X.509 SubjectPublicKeyInfo.
   *
   * @param algorithm of the key
   */
  static PublicKey publicKey(ASN1ObjectIdentifier algorithm, byte[] encoded) {
    try {
      return factory(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw CertificateProblem.WEAK_KEY.refuse(
          "the public key, of algorithm " + algorithm + ", is damaged or not supported" + WANTED);
    }
  }
}
