package io.lockstep.trust.envelope;

import io.lockstep.schema.Envelope;
import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.DerivedKey;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals secrets into envelopes and opens them: AES-256-GCM with a random nonce. An envelope is
 * bound to its cluster, its entity and the version of the secret, so one that is moved elsewhere
 * does not open. Its length tells that of the secret. Any thread.
 */
public final class Sealer {
  private static final String DOMAIN = "lockstep/1/envelope";

  private final SecureRandom random;

  /** A sealer with the platform's randomness. */
  public Sealer() {
    this(new SecureRandom());
  }

  /** A sealer that takes its nonces from this. */
  public Sealer(SecureRandom random) {
    this.random = random;
  }

  /**
   * Seals with the current version.
   *
   * @param plain what to seal; the caller wipes it
   * @param entity key of the entity, as {@code EntityKeys} gives it
   */
  public Envelope seal(byte[] plain, String cluster, String entity, SecretRing ring) {
    ClusterSecret secret = ring.current();
    byte[] nonce = new byte[Algorithms.ENVELOPE_NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, secret.keys(cluster).envelope(), nonce);
      cipher.updateAAD(associated(cluster, entity, secret.version()));
      return Envelope.newBuilder()
          .setSecretVersion(secret.version())
          .setNonce(ByteBuffer.wrap(nonce))
          .setCiphertext(ByteBuffer.wrap(cipher.doFinal(plain)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /**
   * Opens; the caller wipes what it gets.
   *
   * @throws EnvelopeException if the version is unknown, or anything about it is not as it was
   *     sealed
   */
  public byte[] open(Envelope envelope, String cluster, String entity, SecretRing ring) {
    int version = envelope.getSecretVersion();
    ClusterSecret secret = ring.get(version).orElseThrow(() -> unknown(version, entity, ring));
    byte[] nonce = bytes(envelope.getNonce());
    byte[] ciphertext = bytes(envelope.getCiphertext());
    if (nonce.length != Algorithms.ENVELOPE_NONCE_BYTES
        || ciphertext.length < Algorithms.ENVELOPE_TAG_BITS / Byte.SIZE) {
      throw altered(entity, version, null);
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, secret.keys(cluster).envelope(), nonce);
      cipher.updateAAD(associated(cluster, entity, version));
      return cipher.doFinal(ciphertext);
    } catch (AEADBadTagException e) {
      throw altered(entity, version, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, DerivedKey key, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(Algorithms.ENVELOPE_CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(Algorithms.ENVELOPE_TAG_BITS, nonce));
    return cipher;
  }

  /** Each part with its length before it, so that no two contexts have the same bytes. */
  private static byte[] associated(String cluster, String entity, int version) {
    byte[] domain = DOMAIN.getBytes(StandardCharsets.UTF_8);
    byte[] first = cluster.getBytes(StandardCharsets.UTF_8);
    byte[] second = entity.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 * Integer.BYTES + domain.length + first.length + second.length)
        .putInt(domain.length)
        .put(domain)
        .putInt(first.length)
        .put(first)
        .putInt(second.length)
        .put(second)
        .putInt(version)
        .array();
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static EnvelopeException unknown(int version, String entity, SecretRing ring) {
    return new EnvelopeException(
        EnvelopeException.UNKNOWN_VERSION,
        "the secret of "
            + entity
            + " is sealed with version "
            + version
            + " of the cluster secret, this node has "
            + ring.versions()
            + "; bring it the missing version",
        null);
  }

  private static EnvelopeException altered(String entity, int version, Throwable cause) {
    return new EnvelopeException(
        EnvelopeException.ALTERED,
        "the secret of "
            + entity
            + ", sealed with version "
            + version
            + " of the cluster secret, was altered or sealed for something else; set it again",
        cause);
  }
}
