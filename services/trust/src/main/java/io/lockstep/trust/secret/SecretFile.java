package io.lockstep.trust.secret;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.file.PrivateFile;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file {@code taeh}: the 1,024 bytes of the secret and nothing else, mode 0600. Any thread. */
public final class SecretFile {
  /** Its usual name. */
  public static final String NAME = "taeh";

  private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);

  private final PrivateFile file;

  /** A file, which need not exist. */
  public SecretFile(Path path) {
    this(new PrivateFile(path, "cluster secret", "secret"));
  }

  SecretFile(PrivateFile file) {
    this.file = file;
  }

  /** Whether something has its name. */
  public boolean exists() {
    return file.exists();
  }

  /**
   * Reads it.
   *
   * @param version that it holds; the file itself does not say
   * @throws io.lockstep.trust.file.PrivateFileException if the file is missing or not private
   * @throws SecretException if it does not hold a secret
   */
  public ClusterSecret read(int version) {
    // Room for more, so that a wrong length is told as such, with the length.
    byte[] bytes = file.read(Algorithms.SECRET_BYTES * 64);
    try {
      return ClusterSecret.of(version, bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Reads it and requires it to be the cluster's.
   *
   * @param fingerprint that the cluster has
   * @param where it stands, as a message says it
   * @throws SecretException with both fingerprints, if it is another
   */
  public ClusterSecret read(int version, String fingerprint, String where) {
    ClusterSecret secret = read(version);
    try {
      secret.requireFingerprint(fingerprint, where);
    } catch (SecretException e) {
      secret.close();
      throw e;
    }
    return secret;
  }

  /**
   * Puts another version in its place, whole or not at all.
   *
   * @throws io.lockstep.trust.file.PrivateFileException if it cannot be written; it is as it was
   */
  public void replace(ClusterSecret secret) {
    byte[] bytes = secret.copy();
    try {
      file.replace(bytes);
      LOG.info(
          "Replaced the cluster secret path={} version={} fingerprint={}",
          file.path(),
          secret.version(),
          secret.fingerprint());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /**
   * Writes it, where there is none.
   *
   * @throws io.lockstep.trust.file.PrivateFileException if there is one, which is never replaced
   */
  public void create(ClusterSecret secret) {
    byte[] bytes = secret.copy();
    try {
      file.create(bytes);
      LOG.info(
          "Created the cluster secret path={} fingerprint={}", file.path(), secret.fingerprint());
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
