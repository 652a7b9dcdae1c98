package io.lockstep.trust.rotation;

import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.DerivedKey;
import io.lockstep.trust.secret.SecretException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Seals a version of the secret for one node: HPKE (RFC 9180) with X25519, HKDF-SHA256 and
 * AES-256-GCM in the mode with a pre-shared key, which is derived from the version before. So only
 * that node opens it, and only who had the version before can have made it. Any thread.
 */
public final class SecretSeal {
  private static final String DOMAIN = "lockstep/1/secret";

  private SecretSeal() {}

  /**
   * Seals.
   *
   * @param next the version to seal
   * @param before the version before it
   * @param node the id of the node
   * @param sealingKey the node's public key: X.509 SubjectPublicKeyInfo, DER
   * @throws RotationException if that is no X25519 key
   */
  public static byte[] seal(
      ClusterSecret next, ClusterSecret before, String cluster, String node, byte[] sealingKey) {
    byte[] bytes = next.copy();
    byte[] shared = key(before, cluster);
    try {
      byte[][] sealed =
          hpke()
              .seal(
                  publicKey(node, sealingKey),
                  info(cluster, next.version()),
                  utf8(node),
                  bytes,
                  shared,
                  info(cluster, before.version()),
                  null);
      byte[] ciphertext = sealed[0];
      byte[] encapsulated = sealed[1];
      return ByteBuffer.allocate(encapsulated.length + ciphertext.length)
          .put(encapsulated)
          .put(ciphertext)
          .array();
    } catch (InvalidCipherTextException e) {
      throw new IllegalStateException("sealing does not fail", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(shared, (byte) 0);
    }
  }

  /**
   * Opens; empty if it was altered, or made for another node, version or cluster, or by somebody
   * without the version before.
   *
   * @param version that is sealed
   * @param before the version before it
   */
  public static Optional<ClusterSecret> open(
      byte[] sealed,
      int version,
      ClusterSecret before,
      String cluster,
      String node,
      SealingKeys keys) {
    HPKE hpke = hpke();
    int length = hpke.getEncSize();
    if (sealed.length <= length) {
      return Optional.empty();
    }
    byte[] shared = key(before, cluster);
    byte[] bytes = new byte[0];
    try {
      bytes =
          hpke.open(
              Arrays.copyOf(sealed, length),
              new AsymmetricCipherKeyPair(keys.privateKey().generatePublicKey(), keys.privateKey()),
              info(cluster, version),
              utf8(node),
              Arrays.copyOfRange(sealed, length, sealed.length),
              shared,
              info(cluster, before.version()),
              null);
      return Optional.of(ClusterSecret.of(version, bytes));
    } catch (InvalidCipherTextException | SecretException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      return Optional.empty(); // how BouncyCastle refuses a point of small order
    } finally {
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(shared, (byte) 0);
    }
  }

  private static HPKE hpke() {
    return new HPKE(
        HPKE.mode_psk, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  private static byte[] key(ClusterSecret secret, String cluster) {
    DerivedKey key = secret.keys(cluster).rotation();
    return key.getEncoded();
  }

  private static X25519PublicKeyParameters publicKey(String node, byte[] encoded) {
    try {
      if (PublicKeyFactory.createKey(encoded) instanceof X25519PublicKeyParameters key) {
        return key;
      }
    } catch (IOException | RuntimeException e) {
      throw unsound(node, e);
    }
    throw unsound(node, null);
  }

  private static RotationException unsound(String node, Throwable cause) {
    return new RotationException(
        RotationException.KEY_UNSOUND,
        "the sealing key of node "
            + node
            + " is no X25519 key; remove the node and let it join again",
        cause);
  }

  /** What the sealed copy is for: no cluster's name holds a slash. */
  private static byte[] info(String cluster, int version) {
    return utf8(DOMAIN + "/" + cluster + "/" + version);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
