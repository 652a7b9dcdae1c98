package io.lockstep.trust.mac;

import io.lockstep.trust.Algorithms;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;

/** A ready HMAC for each version of a cluster's secret. Used by one thread. */
final class MacKeys {
  private final Map<Integer, Mac> macs = new HashMap<>();
  private final int current;

  MacKeys(String cluster, SecretRing ring) {
    current = ring.current().version();
    for (int version : ring.versions()) {
      macs.put(version, mac(cluster, ring.get(version).orElseThrow()));
    }
  }

  int current() {
    return current;
  }

  /** The HMAC of a version; null if there is no such version. */
  Mac mac(int version) {
    return macs.get(version);
  }

  private static Mac mac(String cluster, ClusterSecret secret) {
    try {
      Mac mac = Mac.getInstance(Algorithms.MAC);
      mac.init(secret.keys(cluster).eventMac());
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("any key is good for HMAC", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + Algorithms.MAC, e);
    }
  }
}
