package io.lockstep.log.journal;

import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretState;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sums up what the MACs of a journal's entries prove. Takes them in order; used by one thread. */
final class MacAudit {
  /** The founding's version, which no record announces. */
  private static final int FIRST = 1;

  private final Set<Integer> announced = new TreeSet<>(Set.of(FIRST));
  private final SortedSet<Integer> uncheckedVersions = new TreeSet<>();
  private long valid;
  private long bad;
  private long unchecked;
  private long revision;
  private long offset = -1;
  private String reason;

  /** Takes the next entry. */
  void take(AuditedEntry entry) {
    if (entry.mac() == null) {
      return; // unreadable: the chain says so
    }
    String wrong = wrong(entry);
    if (wrong == null) {
      announce(entry);
      return;
    }
    bad++;
    if (reason == null) {
      revision = entry.revision();
      offset = entry.offset();
      reason = "the event of revision " + revision + " " + wrong;
    }
  }

  private String wrong(AuditedEntry entry) {
    switch (entry.mac()) {
      case VALID -> {
        valid++;
        return null;
      }
      case ABSENT -> {
        return "has no MAC: nobody who holds the cluster secret wrote it";
      }
      case WRONG -> {
        return "has a wrong MAC: it was altered, or written by somebody without the cluster secret";
      }
      default -> {
        int version = entry.macVersion();
        if (!announced.contains(version)) {
          return "has a MAC of version "
              + version
              + " of the cluster secret, which there never was";
        }
        unchecked++;
        uncheckedVersions.add(version);
        return null;
      }
    }
  }

  /** A version counts from the event on that made it the current one. */
  private void announce(AuditedEntry entry) {
    if (entry.payloadType().equals(SecretChanged.class.getSimpleName())
        && entry.event().getPayload() instanceof SecretChanged change
        && change.getSecret().getState() == SecretState.CURRENT) {
      announced.add(change.getSecret().getVersion());
    }
  }

  /** What is known so far. */
  MacFinding finding() {
    return new MacFinding(
        valid, bad, unchecked, new TreeSet<>(uncheckedVersions), revision, offset, reason);
  }
}
