package io.lockstep.trust.signature;

import io.lockstep.schema.Command;
import io.lockstep.trust.Algorithms;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * Verifies the signature of commands. It says nothing of whether the command was seen before: the
 * ids of its submissions do. Used by one thread.
 */
public final class CommandVerifier {
  private final SignedCommand signed = new SignedCommand();
  private final Map<ByteBuffer, Optional<Ed25519PublicKeyParameters>> keys = new RecentKeys();

  /**
   * What the signature proves; anything but VALID must not be decided.
   *
   * @param publicKey of the node that the command names as its origin, as {@code Member.publicKey}
   *     has it: X.509 SubjectPublicKeyInfo, DER
   */
  public SignatureVerdict verify(Command command, ByteBuffer publicKey) {
    if (command.getSignature() == null) {
      return SignatureVerdict.ABSENT;
    }
    Optional<Ed25519PublicKeyParameters> key = key(publicKey);
    if (key.isEmpty()) {
      return SignatureVerdict.BAD_KEY;
    }
    byte[] signature = bytes(command.getSignature());
    if (signature.length != Algorithms.SIGNATURE_BYTES) {
      return SignatureVerdict.WRONG;
    }
    byte[] encoded = signed.encode(command);
    Ed25519Signer verifier = new Ed25519Signer();
    verifier.init(false, key.get());
    verifier.update(encoded, 0, encoded.length);
    return verifier.verifySignature(signature) ? SignatureVerdict.VALID : SignatureVerdict.WRONG;
  }

  private Optional<Ed25519PublicKeyParameters> key(ByteBuffer encoded) {
    Optional<Ed25519PublicKeyParameters> known = keys.get(encoded);
    if (known == null) {
      byte[] copy = bytes(encoded);
      known = PublicKeys.decode(copy);
      keys.put(ByteBuffer.wrap(copy), known);
    }
    return known;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /** Forgets the key that was used longest ago. */
  private static final class RecentKeys
      extends LinkedHashMap<ByteBuffer, Optional<Ed25519PublicKeyParameters>> {
    private static final long serialVersionUID = 1;

    RecentKeys() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(
        Map.Entry<ByteBuffer, Optional<Ed25519PublicKeyParameters>> eldest) {
      return size() > Algorithms.VERIFIER_KEYS;
    }
  }
}
