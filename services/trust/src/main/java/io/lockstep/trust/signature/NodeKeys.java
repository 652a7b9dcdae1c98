package io.lockstep.trust.signature;

import io.lockstep.trust.file.KeyFile;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.file.PrivateFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ed25519 key pair of a node. Its file is a PKCS#8 private key in PEM, mode 0600, which OpenSSL
 * reads too. It signs commands and nothing else. Any thread.
 */
public final class NodeKeys {
  private static final Logger LOG = LoggerFactory.getLogger(NodeKeys.class);

  private final Ed25519PrivateKeyParameters privateKey;
  private final byte[] publicKey;

  NodeKeys(Ed25519PrivateKeyParameters privateKey) {
    this.privateKey = privateKey;
    try {
      publicKey =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(privateKey.generatePublicKey())
              .getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException("an Ed25519 key always has an encoding", e);
    }
  }

  /**
   * The pair in a file, which is created on first use. Of several that do so at once, in this
   * process or others, all get the same pair.
   *
   * @throws PrivateFileException if the file is not private or cannot be written
   * @throws NodeKeyException if it holds something else
   */
  public static NodeKeys loadOrCreate(Path path, SecureRandom random) {
    KeyFile file = file(path);
    boolean created =
        file.createIfMissing(() -> new Ed25519PrivateKeyParameters(random).getEncoded());
    NodeKeys keys = load(file);
    if (created) {
      LOG.info("Created a node key path={} fingerprint={}", path, keys.fingerprint());
    }
    return keys;
  }

  /**
   * The pair in a file.
   *
   * @throws PrivateFileException if there is none, or it is not private
   * @throws NodeKeyException if it holds something else
   */
  public static NodeKeys load(Path path) {
    return load(file(path));
  }

  private static KeyFile file(Path path) {
    return new KeyFile(
        new PrivateFile(path, "node key", "node-key"), EdECObjectIdentifiers.id_Ed25519);
  }

  private static NodeKeys load(KeyFile file) {
    return file.read(Ed25519PrivateKeyParameters.class)
        .map(NodeKeys::new)
        .orElseThrow(() -> unreadable(file));
  }

  /** The public key: X.509 SubjectPublicKeyInfo, DER, 44 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** Identifies the public key: lower-case hexadecimal SHA-256 of {@link #publicKey()}. */
  public String fingerprint() {
    return fingerprint(publicKey);
  }

  /** The same of any public key. */
  public static String fingerprint(byte[] publicKey) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(publicKey));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "NodeKeys[" + fingerprint() + "]";
  }

  Ed25519PrivateKeyParameters privateKey() {
    return privateKey;
  }

  private static NodeKeyException unreadable(KeyFile file) {
    return new NodeKeyException(
        "node key "
            + file.path()
            + " holds no Ed25519 private key (PKCS#8, PEM); restore it, or remove it and let the"
            + " node join again with a new one");
  }
}
