package io.lockstep.trust.secret;

import io.lockstep.trust.Algorithms;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One version of the cluster secret, {@code taeh} in the SecureTransport documents. Any thread;
 * once closed it and its keys are zeros and refuse to be used.
 */
public final class ClusterSecret implements AutoCloseable {
  private static final byte[] FINGERPRINT =
      "lockstep/1/fingerprint".getBytes(StandardCharsets.UTF_8);

  private final int version;
  private final byte[] bytes;
  private final String fingerprint;
  private final Map<String, DerivedKeys> keys = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private ClusterSecret(int version, byte[] bytes) {
    this.version = version;
    this.bytes = bytes;
    this.fingerprint = fingerprint(bytes);
  }

  /** A new one. */
  public static ClusterSecret generate(int version, SecureRandom random) {
    requireVersion(version);
    byte[] bytes = new byte[Algorithms.SECRET_BYTES];
    random.nextBytes(bytes);
    return new ClusterSecret(version, bytes);
  }

  /**
   * One that exists; the bytes are copied, and the caller wipes its own.
   *
   * @param version from 1
   * @throws SecretException if it has not 1,024 bytes or is plainly not random
   */
  public static ClusterSecret of(int version, byte[] bytes) {
    requireVersion(version);
    if (bytes.length != Algorithms.SECRET_BYTES) {
      throw new SecretException(
          SecretException.LENGTH,
          "the cluster secret has "
              + bytes.length
              + " bytes, wanted "
              + Algorithms.SECRET_BYTES
              + "; copy it again, as it is, from a node that has it");
    }
    BitSet distinct = new BitSet(256);
    for (byte each : bytes) {
      distinct.set(each & 0xff);
    }
    if (distinct.cardinality() < Algorithms.SECRET_DISTINCT_BYTES) {
      throw new SecretException(
          SecretException.NOT_RANDOM,
          "the cluster secret has only "
              + distinct.cardinality()
              + " different byte values, so it is not random data; copy it again from a node");
    }
    return new ClusterSecret(version, bytes.clone());
  }

  /** From 1; rises by one at each rotation. */
  public int version() {
    return version;
  }

  /**
   * Identifies the secret and says nothing of it: 32 lower-case hexadecimal digits, the same in
   * every cluster and version.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Requires it to be the one that the cluster has.
   *
   * @param wanted fingerprint that the cluster has
   * @param where it stands, as a message says it: "the founding of cluster c1"
   * @throws SecretException with both fingerprints
   */
  public void requireFingerprint(String wanted, String where) {
    if (!fingerprint.equals(wanted)) {
      throw new SecretException(
          SecretException.MISMATCH,
          "the cluster secret of this node has fingerprint "
              + fingerprint
              + ", "
              + where
              + " has "
              + wanted
              + "; copy the secret from a node of the cluster");
    }
  }

  /** The keys for a cluster; derived once and kept. */
  public DerivedKeys keys(String cluster) {
    requireOpen();
    return keys.computeIfAbsent(cluster, name -> new DerivedKeys(bytes, name, version));
  }

  /** A copy of its bytes, which the caller wipes. */
  public byte[] copy() {
    requireOpen();
    return bytes.clone();
  }

  /** Wipes it and its keys. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
    keys.values().forEach(DerivedKeys::destroy);
  }

  @Override
  public String toString() {
    return "ClusterSecret[version=" + version + ", fingerprint=" + fingerprint + "]";
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("version " + version + " of the secret was wiped");
    }
  }

  private static void requireVersion(int version) {
    if (version < 1) {
      throw new IllegalArgumentException("the version of a secret is from 1, not " + version);
    }
  }

  private static String fingerprint(byte[] bytes) {
    byte[] derived = Hkdf.derive(bytes, new byte[0], FINGERPRINT, Algorithms.DERIVED_KEY_BYTES);
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(derived);
      return HexFormat.of().formatHex(hash, 0, Algorithms.FINGERPRINT_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    } finally {
      Arrays.fill(derived, (byte) 0);
    }
  }
}
