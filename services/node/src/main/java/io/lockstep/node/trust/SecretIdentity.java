package io.lockstep.node.trust;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretVersion;
import io.lockstep.trust.mac.EventMac;
import io.lockstep.trust.mac.MacVerdict;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * Which version of the cluster's secret the node's file holds: its fingerprint stands in the
 * founding event or in that of a version, and that event must be signed with what the secret leads
 * to. Before anything of the log is applied.
 */
public final class SecretIdentity {
  private SecretIdentity() {}

  /**
   * Lets the node use the versions that its secret leads to.
   *
   * @param records events of the entities {@code cluster} and {@code secret/…}, in order; they may
   *     be forged
   * @return whether the version was found; the node is as it was if not
   */
  private static boolean identify(NodeTrust trust, List<Event> records) {
    return identify(
        trust,
        records,
        (ring, record) -> new EventMac(trust.cluster(), ring).verify(record) == MacVerdict.VALID);
  }

  /**
   * Lets the node use the versions that its secret leads to, by events of an image: they were
   * verified and have no MAC any more.
   *
   * @return whether the version was found; the node is as it was if not
   */
  public static boolean identifyVerified(NodeTrust trust, List<Event> records) {
    return identify(trust, records, (ring, record) -> true);
  }

  private static boolean identify(
      NodeTrust trust, List<Event> records, BiPredicate<SecretRing, Event> genuine) {
    String own = trust.fingerprint();
    List<SecretVersion> versions = versions(records);
    for (Event record : records) {
      if (!own.equals(fingerprint(record))) {
        continue;
      }
      int version = version(record);
      byte[] bytes = trust.ring().current().copy();
      try {
        SecretRing ring = trust.extend(SecretRing.of(ClusterSecret.of(version, bytes)), versions);
        if (genuine.test(ring, record)) {
          trust.adopt(ring);
          return true;
        }
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
    }
    return false;
  }

  /**
   * Whether one record names the version, and the newest event of the log is signed with a version
   * that it leads to. Lets the node use it if the first is so.
   *
   * @param record an event of the entity {@code cluster} or {@code secret/…}
   * @param newest of any entity; both may be forged
   */
  public static boolean isShown(NodeTrust trust, Event record, Event newest) {
    return identify(trust, List.of(record)) && trust.eventMac().verify(newest) == MacVerdict.VALID;
  }

  /**
   * Requires the version to be found, and to lead to the newest that the log has.
   *
   * @throws SecretRefusedException with both fingerprints
   */
  public static void require(NodeTrust trust, List<Event> records) {
    if (records.isEmpty()) {
      return; // not founded yet
    }
    boolean known = identify(trust, records);
    List<SecretVersion> versions = versions(records);
    Optional<SecretVersion> newest =
        versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    if (known && newest.filter(v -> trust.ring().get(v.getVersion()).isEmpty()).isEmpty()) {
      return;
    }
    String wanted =
        newest
            .map(SecretVersion::getFingerprint)
            .orElseGet(
                () ->
                    records.stream()
                        .map(SecretIdentity::fingerprint)
                        .filter(f -> f != null)
                        .findFirst()
                        .orElse(null));
    if (wanted == null) {
      throw new SecretRefusedException(
          SecretRefusedException.UNFOUNDED,
          "cluster %s was founded without a secret; found it anew".formatted(trust.cluster()));
    }
    throw new SecretRefusedException(
        SecretRefusedException.MISMATCH,
        "the cluster secret of this node has fingerprint %s, cluster %s has %s%s; copy the secret"
                .formatted(
                    trust.fingerprint(),
                    trust.cluster(),
                    wanted,
                    newest.map(v -> " (version " + v.getVersion() + ")").orElse(""))
            + " from a member");
  }

  /** The newest record of each version, in order. */
  public static List<SecretVersion> versions(List<Event> records) {
    TreeMap<Integer, SecretVersion> versions = new TreeMap<>();
    for (Event record : records) {
      if (record.getPayload() instanceof SecretChanged changed) {
        versions.put(changed.getSecret().getVersion(), changed.getSecret());
      }
    }
    return List.copyOf(versions.values());
  }

  private static String fingerprint(Event record) {
    if (record.getPayload() instanceof SecretChanged changed) {
      return changed.getSecret().getFingerprint();
    }
    return record.getPayload() instanceof ClusterFounded founded
        ? founded.getSecretFingerprint()
        : null;
  }

  private static int version(Event record) {
    return record.getPayload() instanceof SecretChanged changed
        ? Math.max(1, changed.getSecret().getVersion())
        : 1;
  }
}
