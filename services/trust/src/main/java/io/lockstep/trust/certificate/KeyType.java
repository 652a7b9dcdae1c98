package io.lockstep.trust.certificate;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The kinds of keys that are generated. */
public enum KeyType {
  /** RSA of 2,048 bits: the least that is accepted; for products that take no more. */
  RSA_2048("RSA", rsa(2048), "SHA256withRSA"),
  /** RSA of 3,072 bits: 128-bit security, as NIST SP 800-57 counts. */
  RSA_3072("RSA", rsa(3072), "SHA256withRSA"),
  /** RSA of 4,096 bits. */
  RSA_4096("RSA", rsa(4096), "SHA256withRSA"),
  /** ECDSA on P-256: 128-bit security, every TLS library has it; the default. */
  EC_P256("EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSA"),
  /** ECDSA on P-384: 192-bit security. */
  EC_P384("EC", new ECGenParameterSpec("secp384r1"), "SHA384withECDSA"),
  /** Ed25519: not for browsers, which do not take it. */
  ED25519("Ed25519", NamedParameterSpec.ED25519, "Ed25519");

  private final String algorithm;
  private final AlgorithmParameterSpec parameters;
  private final String signature;

  KeyType(String algorithm, AlgorithmParameterSpec parameters, String signature) {
    this.algorithm = algorithm;
    this.parameters = parameters;
    this.signature = signature;
  }

  KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(parameters, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK 17 makes keys of type " + name(), e);
    }
  }

  private static AlgorithmParameterSpec rsa(int bits) {
    return new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4);
  }

  /** Name of the signature that such a key makes. */
  String signature() {
    return signature;
  }
}
