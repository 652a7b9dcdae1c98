package io.lockstep.trust.signature;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** The public keys of nodes. Any thread. */
public final class PublicKeys {
  private PublicKeys() {}

  /**
   * Whether it is a key that only one node can sign with: an Ed25519 key in its one encoding, and
   * not of small order, since anybody can make signatures that such a key accepts.
   *
   * @param encoded X.509 SubjectPublicKeyInfo, DER
   */
  public static boolean isSound(byte[] encoded) {
    return decode(encoded).isPresent();
  }

  static Optional<Ed25519PublicKeyParameters> decode(byte[] encoded) {
    try {
      if (PublicKeyFactory.createKey(encoded) instanceof Ed25519PublicKeyParameters key
          && Ed25519.validatePublicKeyFull(key.getEncoded(), 0)
          && Arrays.equals(
              encoded, SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded())) {
        return Optional.of(key);
      }
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // anything may stand in a forged record
    }
  }
}
