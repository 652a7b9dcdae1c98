package io.lockstep.log.journal;

import io.lockstep.schema.Event;
import io.lockstep.trust.mac.EncodedEventMac;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.security.SecureRandom;

/** MACs of a cluster's events by a secret of the test's own. */
final class TestMacs {
  private final String cluster;
  private final SecretRing ring;
  private final EventMac signer;

  TestMacs(String cluster) {
    this(cluster, SecretRing.of(ClusterSecret.generate(1, new SecureRandom())));
  }

  TestMacs(String cluster, SecretRing ring) {
    this.cluster = cluster;
    this.ring = ring;
    this.signer = new EventMac(cluster, ring);
  }

  Event sign(Event event) {
    return signer.sign(event);
  }

  MacCheck check() {
    EncodedEventMac encoded = new EncodedEventMac(cluster, ring);
    EventMac decoded = new EventMac(cluster, ring);
    return new MacCheck() {
      @Override
      public Result check(EncodedEntry entry) {
        return Result.valueOf(
            encoded
                .verify(entry.record(), entry.eventBegin(), entry.macBegin(), entry.macVersion())
                .name());
      }

      @Override
      public Result check(Event event) {
        return Result.valueOf(decoded.verify(event).name());
      }
    };
  }
}
