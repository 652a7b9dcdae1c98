package io.lockstep.trust.mac;

import io.lockstep.schema.Event;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.state.image.MacFree;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import javax.crypto.Mac;

/**
 * Signs and verifies events: HMAC-SHA256 over the Avro encoding of the event without its MAC. It
 * covers every field, and the key is the cluster's own. It does not cover the record's key, place
 * or offset: that the event stands where it belongs is for the reader to check. Used by one thread.
 */
public final class EventMac {
  private final MacKeys keys;
  private final CanonicalEncoder encoder = new CanonicalEncoder(Event.getClassSchema());

  /**
   * For a cluster.
   *
   * @param ring its versions at this time; after a change of them, make another EventMac
   */
  public EventMac(String cluster, SecretRing ring) {
    keys = new MacKeys(cluster, ring);
  }

  /** The event with the MAC of the current version; the event given stays as it is. */
  public Event sign(Event event) {
    Event signed = MacFree.copy(event, keys.current());
    signed.setMac(ByteBuffer.wrap(keys.mac(keys.current()).doFinal(encoder.encode(signed))));
    return signed;
  }

  /** What the MAC of an event proves; anything but VALID must not be applied. */
  public MacVerdict verify(Event event) {
    if (event.getMac() == null) {
      return MacVerdict.ABSENT;
    }
    int version = event.getMacVersion();
    Mac mac = keys.mac(version);
    if (mac == null) {
      return MacVerdict.UNKNOWN_VERSION;
    }
    byte[] actual = new byte[event.getMac().remaining()];
    event.getMac().duplicate().get(actual);
    byte[] expected = mac.doFinal(encoder.encode(MacFree.copy(event, version)));
    return MessageDigest.isEqual(expected, actual) ? MacVerdict.VALID : MacVerdict.WRONG;
  }
}
