package io.lockstep.trust.signature;

import io.lockstep.trust.file.FileProblem;
import io.lockstep.trust.file.PrivateFile;
import io.lockstep.trust.file.PrivateFileException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Ed25519 key pair of a node. Its file is a PKCS#8 private key in PEM, mode 0600, which OpenSSL
 * reads too. It signs commands and nothing else. Any thread.
 */
public final class NodeKeys {
  private static final Logger LOG = LoggerFactory.getLogger(NodeKeys.class);
  private static final int LIMIT = 4096;
  private static final String TYPE = "PRIVATE KEY";

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
    PrivateFile file = new PrivateFile(path, "node key", "node-key");
    if (!file.exists()) {
      byte[] pem = pem(new Ed25519PrivateKeyParameters(random));
      try {
        file.create(pem);
        NodeKeys created = load(file);
        LOG.info("Created a node key path={} fingerprint={}", path, created.fingerprint());
        return created;
      } catch (PrivateFileException e) {
        if (e.problem() != FileProblem.EXISTS) {
          throw e;
        }
        // Another was faster: its pair is the node's.
      } finally {
        Arrays.fill(pem, (byte) 0);
      }
    }
    return load(file);
  }

  /**
   * The pair in a file.
   *
   * @throws PrivateFileException if there is none, or it is not private
   * @throws NodeKeyException if it holds something else
   */
  public static NodeKeys load(Path path) {
    return load(new PrivateFile(path, "node key", "node-key"));
  }

  /** The public key: X.509 SubjectPublicKeyInfo, DER, 44 bytes. */
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /** Identifies the public key: lower-case hexadecimal SHA-256 of {@link #publicKey()}. */
  public String fingerprint() {
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

  private static NodeKeys load(PrivateFile file) {
    byte[] pem = file.read(LIMIT);
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII))) {
      PemObject object = reader.readPemObject();
      if (object == null || !object.getType().equals(TYPE)) {
        throw unreadable(file);
      }
      byte[] encoded = object.getContent();
      try {
        if (PrivateKeyFactory.createKey(encoded) instanceof Ed25519PrivateKeyParameters key) {
          return new NodeKeys(key);
        }
        throw unreadable(file);
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    } catch (IOException | IllegalArgumentException e) {
      // Without the cause: its text may quote the file.
      throw unreadable(file);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private static byte[] pem(Ed25519PrivateKeyParameters key) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PemWriter writer =
        new PemWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII))) {
      // Without the public key, which older readers do not expect there.
      byte[] encoded =
          new PrivateKeyInfo(
                  new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519),
                  new DEROctetString(key.getEncoded()))
              .getEncoded();
      writer.writeObject(new PemObject(TYPE, encoded));
      Arrays.fill(encoded, (byte) 0);
    } catch (IOException e) {
      throw new IllegalStateException("the stream is in memory", e);
    }
    return bytes.toByteArray();
  }

  private static NodeKeyException unreadable(PrivateFile file) {
    return new NodeKeyException(
        "node key "
            + file.path()
            + " holds no Ed25519 private key (PKCS#8, PEM); restore it, or remove it and let the"
            + " node join again with a new one");
  }
}
