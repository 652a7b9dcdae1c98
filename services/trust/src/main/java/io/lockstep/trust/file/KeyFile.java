package io.lockstep.trust.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * A private key of an Edwards or Montgomery curve in a file: PKCS#8 in PEM, mode 0600, which
 * OpenSSL reads too. Any thread.
 */
public final class KeyFile {
  private static final int LIMIT = 4096;
  private static final String TYPE = "PRIVATE KEY";

  private final PrivateFile file;
  private final ASN1ObjectIdentifier algorithm;

  /** The file; {@code algorithm} is that of the keys in it. */
  public KeyFile(PrivateFile file, ASN1ObjectIdentifier algorithm) {
    this.file = file;
    this.algorithm = algorithm;
  }

  /** Where it is. */
  public Path path() {
    return file.path();
  }

  /**
   * Writes a new key where there is no file yet. Of several that do so at once, in this process or
   * others, one does.
   *
   * @param key makes the key, raw; wiped afterwards
   * @return whether it was this one
   * @throws PrivateFileException if the file cannot be written
   */
  public boolean createIfMissing(Supplier<byte[]> key) {
    if (file.exists()) {
      return false;
    }
    byte[] raw = key.get();
    byte[] pem = pem(raw);
    try {
      file.create(pem);
      return true;
    } catch (PrivateFileException e) {
      if (e.problem() != FileProblem.EXISTS) {
        throw e;
      }
      return false; // another was faster
    } finally {
      Arrays.fill(raw, (byte) 0);
      Arrays.fill(pem, (byte) 0);
    }
  }

  /**
   * The key; empty where the file holds something else.
   *
   * @throws PrivateFileException if there is none, or it is not private
   */
  public <K extends AsymmetricKeyParameter> Optional<K> read(Class<K> type) {
    byte[] pem = file.read(LIMIT);
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(pem), StandardCharsets.US_ASCII))) {
      PemObject object = reader.readPemObject();
      if (object == null || !object.getType().equals(TYPE)) {
        return Optional.empty();
      }
      byte[] encoded = object.getContent();
      try {
        return Optional.of(PrivateKeyFactory.createKey(encoded))
            .filter(type::isInstance)
            .map(type::cast);
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // without the cause: its text may quote the file
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  private byte[] pem(byte[] raw) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PemWriter writer =
        new PemWriter(new OutputStreamWriter(bytes, StandardCharsets.US_ASCII))) {
      // Without the public key, which older readers do not expect there.
      byte[] encoded =
          new PrivateKeyInfo(new AlgorithmIdentifier(algorithm), new DEROctetString(raw))
              .getEncoded();
      writer.writeObject(new PemObject(TYPE, encoded));
      Arrays.fill(encoded, (byte) 0);
    } catch (IOException e) {
      throw new IllegalStateException("the stream is in memory", e);
    }
    return bytes.toByteArray();
  }
}
