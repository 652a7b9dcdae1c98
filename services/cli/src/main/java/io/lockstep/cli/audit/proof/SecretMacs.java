package io.lockstep.cli.audit.proof;

import io.lockstep.log.journal.EncodedEntry;
import io.lockstep.log.journal.MacCheck;
import io.lockstep.schema.Event;
import io.lockstep.trust.mac.EncodedEventMac;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.mac.MacVerdict;
import io.lockstep.trust.secret.SecretRing;

/** Checks MACs with the versions of the cluster secret that are at hand. Used by one thread. */
public final class SecretMacs implements MacCheck {
  private final EncodedEventMac encoded;
  private final EventMac decoded;

  /** With the versions of a ring. */
  public SecretMacs(String cluster, SecretRing ring) {
    encoded = new EncodedEventMac(cluster, ring);
    decoded = new EventMac(cluster, ring);
  }

  @Override
  public Result check(EncodedEntry entry) {
    return result(
        encoded.verify(entry.record(), entry.eventBegin(), entry.macBegin(), entry.macVersion()));
  }

  @Override
  public Result check(Event event) {
    return result(decoded.verify(event));
  }

  private static Result result(MacVerdict verdict) {
    return switch (verdict) {
      case VALID -> Result.VALID;
      case ABSENT -> Result.ABSENT;
      case WRONG -> Result.WRONG;
      case UNKNOWN_VERSION -> Result.UNKNOWN_VERSION;
    };
  }
}
