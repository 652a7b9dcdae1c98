package io.lockstep.trust.token;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Mac;

/**
 * Proof that a joiner holds the cluster secret: version, nonce and an HMAC-SHA256 with the join key
 * over the request and the nonce. It does not say when it was made; the token, used once, does
 * that. Any thread.
 */
public final class JoinProof {
  private static final String DOMAIN = "lockstep/1/join-proof";
  private static final int LENGTH =
      Integer.BYTES + Algorithms.PROOF_NONCE_BYTES + Algorithms.MAC_BYTES;

  private JoinProof() {}

  /** A proof, 52 bytes. */
  public static byte[] create(JoinRequest request, SecretRing ring, SecureRandom random) {
    byte[] nonce = new byte[Algorithms.PROOF_NONCE_BYTES];
    random.nextBytes(nonce);
    ClusterSecret secret = ring.current();
    return ByteBuffer.allocate(LENGTH)
        .putInt(secret.version())
        .put(nonce)
        .put(mac(request, nonce, secret))
        .array();
  }

  /** What a proof proves; anything but VALID must not join. */
  public static ProofVerdict verify(byte[] proof, JoinRequest request, SecretRing ring) {
    if (proof == null || proof.length != LENGTH) {
      return ProofVerdict.MALFORMED;
    }
    ByteBuffer parts = ByteBuffer.wrap(proof);
    Optional<ClusterSecret> secret = ring.get(parts.getInt());
    if (secret.isEmpty()) {
      return ProofVerdict.UNKNOWN_VERSION;
    }
    byte[] nonce = new byte[Algorithms.PROOF_NONCE_BYTES];
    byte[] actual = new byte[Algorithms.MAC_BYTES];
    parts.get(nonce).get(actual);
    byte[] expected = mac(request, nonce, secret.get());
    return MessageDigest.isEqual(expected, actual) ? ProofVerdict.VALID : ProofVerdict.WRONG;
  }

  private static byte[] mac(JoinRequest request, byte[] nonce, ClusterSecret secret) {
    try {
      Mac mac = Mac.getInstance(Algorithms.MAC);
      mac.init(secret.keys(request.cluster()).join());
      // Each part with its length before it, so that no two requests have the same bytes.
      for (byte[] part :
          new byte[][] {
            utf8(DOMAIN),
            utf8(request.cluster()),
            utf8(request.tokenId()),
            utf8(request.node()),
            request.publicKey(),
            nonce
          }) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + Algorithms.MAC, e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
