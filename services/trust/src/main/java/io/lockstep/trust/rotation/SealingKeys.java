package io.lockstep.trust.rotation;

import io.lockstep.trust.file.KeyFile;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.file.PrivateFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * The X25519 key pair of a node, to which new versions of the cluster secret are sealed. Its file
 * is PKCS#8 in PEM, mode 0600, which OpenSSL reads too. Any thread.
 */
public final class SealingKeys {
  private final X25519PrivateKeyParameters privateKey;

  SealingKeys(X25519PrivateKeyParameters privateKey) {
    this.privateKey = privateKey;
  }

  /**
   * The pair in a file, which is created on first use. Of several that do so at once, in this
   * process or others, all get the same pair.
   *
   * @throws PrivateFileException if the file is not private or cannot be written
   * @throws RotationException if it holds something else
   */
  public static SealingKeys loadOrCreate(Path path, SecureRandom random) {
    KeyFile file =
        new KeyFile(
            new PrivateFile(path, "sealing key", "sealing-key"), EdECObjectIdentifiers.id_X25519);
    file.createIfMissing(() -> new X25519PrivateKeyParameters(random).getEncoded());
    return file.read(X25519PrivateKeyParameters.class)
        .map(SealingKeys::new)
        .orElseThrow(() -> unreadable(file));
  }

  /** The public key: X.509 SubjectPublicKeyInfo, DER, 44 bytes. */
  public byte[] publicKey() {
    try {
      return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(privateKey.generatePublicKey())
          .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an X25519 key always has an encoding", e);
    }
  }

  X25519PrivateKeyParameters privateKey() {
    return privateKey;
  }

  private static RotationException unreadable(KeyFile file) {
    return new RotationException(
        RotationException.KEY_UNREADABLE,
        "sealing key "
            + file.path()
            + " holds no X25519 private key (PKCS#8, PEM); restore it, or remove it and let the"
            + " node join again with a new one",
        null);
  }
}
