package io.lockstep.trust.mac;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;

/**
 * Verifies the MAC of events as they stand in a record, without decoding them: what {@link
 * EventMac} covers is the event's own bytes up to its last field, the MAC, followed by the byte
 * that says that this field is null. Only for events written with this version's schema; where it
 * says WRONG, {@link EventMac} has the last word, since maps may have been written in another
 * order. Used by one thread.
 */
public final class EncodedEventMac {
  /** What precedes a MAC: the index of its branch, and its length, each as Avro has it. */
  private static final byte BRANCH = 2;

  private static final byte LENGTH = 2 * Algorithms.MAC_BYTES;
  private static final byte NULL = 0;

  private final Map<Integer, Mac> macs = new HashMap<>();

  /** The last field of an event that has a MAC. */
  private static final int FIELD_BYTES = 2 + Algorithms.MAC_BYTES;

  /** For a cluster, with the versions that the ring has at this time. */
  public EncodedEventMac(String cluster, SecretRing ring) {
    for (int version : ring.versions()) {
      try {
        Mac mac = Mac.getInstance(Algorithms.MAC);
        mac.init(ring.get(version).orElseThrow().keys(cluster).eventMac());
        macs.put(version, mac);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has " + Algorithms.MAC, e);
      }
    }
  }

  /**
   * Whether the bytes alone show that the MAC is right. No event has other bytes than these with
   * this MAC, so what is decoded from them is what was signed.
   *
   * @param event in an array that ends where it ends
   * @param version of the secret, as the event says
   */
  public boolean proves(ByteBuffer event, int version) {
    byte[] bytes = event.array();
    int begin = event.arrayOffset() + event.position();
    int field = bytes.length - FIELD_BYTES;
    return field > begin && verify(bytes, begin, field, version) == MacVerdict.VALID;
  }

  /**
   * What the MAC proves.
   *
   * @param bytes hold the event, which ends where they end
   * @param begin of the event
   * @param field where its last field begins
   * @param version of the secret, as the field before it says
   */
  public MacVerdict verify(byte[] bytes, int begin, int field, int version) {
    if (bytes[field] == NULL) {
      return MacVerdict.ABSENT;
    }
    Mac mac = macs.get(version);
    if (mac == null) {
      return MacVerdict.UNKNOWN_VERSION;
    }
    if (bytes.length - field != FIELD_BYTES
        || bytes[field] != BRANCH
        || bytes[field + 1] != LENGTH) {
      return MacVerdict.WRONG;
    }
    mac.update(bytes, begin, field - begin);
    mac.update(NULL);
    byte[] expected = mac.doFinal();
    return MessageDigest.isEqual(expected, Arrays.copyOfRange(bytes, field + 2, bytes.length))
        ? MacVerdict.VALID
        : MacVerdict.WRONG;
  }
}
