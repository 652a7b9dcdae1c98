package io.lockstep.trust.secret;

import io.lockstep.trust.Algorithms;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The keys of one version of the secret in one cluster, each for one purpose alone. The salt of the
 * derivation is the cluster's name, so that clusters that share a secret by mistake share no key;
 * its info is the purpose and the version. Any thread.
 */
public final class DerivedKeys {
  private static final String SALT = "lockstep/1/";
  private static final String HMAC = Algorithms.MAC;

  private final DerivedKey eventMac;
  private final DerivedKey envelope;
  private final DerivedKey session;
  private final DerivedKey join;
  private final DerivedKey rotation;

  DerivedKeys(byte[] secret, String cluster, int version) {
    byte[] salt = (SALT + cluster).getBytes(StandardCharsets.UTF_8);
    eventMac = derive(secret, salt, "event-mac", version, HMAC);
    envelope = derive(secret, salt, "envelope", version, Algorithms.ENVELOPE_KEY);
    session = derive(secret, salt, "session", version, HMAC);
    join = derive(secret, salt, "join", version, HMAC);
    rotation = derive(secret, salt, "rotation", version, HMAC);
  }

  /** Key of the MAC of events. */
  public DerivedKey eventMac() {
    return eventMac;
  }

  /** Key of envelopes. */
  public DerivedKey envelope() {
    return envelope;
  }

  /** Key of session tokens. */
  public DerivedKey session() {
    return session;
  }

  /** Key of join proofs. */
  public DerivedKey join() {
    return join;
  }

  /** Key that proves to the members who made the next version. */
  public DerivedKey rotation() {
    return rotation;
  }

  void destroy() {
    eventMac.destroy();
    envelope.destroy();
    session.destroy();
    join.destroy();
    rotation.destroy();
  }

  private static DerivedKey derive(
      byte[] secret, byte[] salt, String purpose, int version, String algorithm) {
    byte[] label = purpose.getBytes(StandardCharsets.US_ASCII);
    byte[] info =
        ByteBuffer.allocate(label.length + 1 + Integer.BYTES)
            .put(label)
            .put((byte) 0) // no purpose holds a zero, so no two infos are the same
            .putInt(version)
            .array();
    return new DerivedKey(algorithm, Hkdf.derive(secret, salt, info, Algorithms.DERIVED_KEY_BYTES));
  }
}
