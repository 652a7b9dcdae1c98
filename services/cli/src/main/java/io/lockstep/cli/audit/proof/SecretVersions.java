package io.lockstep.cli.audit.proof;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.SecretChanged;
import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.secret.SecretRing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds out which version of the cluster secret a file holds, and opens the older versions with it:
 * the journal names the fingerprint of each, and holds each sealed with a later one. What a forged
 * record says of them leads to a version that verifies nothing, never to one that verifies what a
 * holder of the secret did not write. Used by one thread.
 */
public final class SecretVersions {
  /** The version that a cluster is founded with. */
  private static final int FIRST = 1;

  /** What a record says of a version; several may contradict each other. */
  private record Claim(int version, String fingerprint, SecretVersion record) {}

  private final String cluster;
  private final List<Claim> claims = new ArrayList<>();

  /** Nothing is known yet. */
  public SecretVersions(String cluster) {
    this.cluster = cluster;
  }

  /** Takes the payload of an event of the journal; most say nothing of the secret. */
  public void take(Object payload) {
    if (payload instanceof ClusterFounded founded && founded.getSecretFingerprint() != null) {
      claims.add(new Claim(FIRST, founded.getSecretFingerprint(), null));
    } else if (payload instanceof SecretChanged changed) {
      SecretVersion secret = changed.getSecret();
      claims.add(new Claim(secret.getVersion(), secret.getFingerprint(), secret));
    }
  }

  /** Whether the journal names this fingerprint as far as it was taken. */
  public boolean names(String fingerprint) {
    return claims.stream().anyMatch(claim -> claim.fingerprint().equals(fingerprint));
  }

  /** The fingerprints that the journal names, by version. */
  public SortedMap<Integer, String> fingerprints() {
    SortedMap<Integer, String> fingerprints = new TreeMap<>();
    claims.forEach(claim -> fingerprints.putIfAbsent(claim.version(), claim.fingerprint()));
    return fingerprints;
  }

  /**
   * The versions that the file opens; empty if the journal names fingerprints and none is that of
   * the file. A journal that names none is taken for one of the first version.
   *
   * @throws TrustException if the file is not private or holds no secret
   */
  public Optional<SecretRing> open(SecretFile file) {
    SortedMap<Integer, ClusterSecret> secrets = new TreeMap<>();
    try (ClusterSecret first = file.read(FIRST)) {
      for (Claim claim : claims) {
        if (claim.version() >= FIRST && claim.fingerprint().equals(first.fingerprint())) {
          secrets.computeIfAbsent(claim.version(), file::read);
        }
      }
    }
    if (claims.isEmpty()) {
      secrets.put(FIRST, file.read(FIRST));
    }
    if (secrets.isEmpty()) {
      return Optional.empty();
    }
    while (openOne(secrets)) {
      // each may open one that is older still
    }
    return Optional.of(SecretRing.of(secrets.values(), secrets.lastKey()));
  }

  private boolean openOne(SortedMap<Integer, ClusterSecret> secrets) {
    for (Claim claim : claims) {
      if (claim.version() >= FIRST
          && !secrets.containsKey(claim.version())
          && claim.record() != null
          && claim.record().getSealed() != null
          && opened(claim, SecretRing.of(secrets.values(), secrets.lastKey()), secrets)) {
        return true;
      }
    }
    return false;
  }

  private boolean opened(Claim claim, SecretRing ring, SortedMap<Integer, ClusterSecret> secrets) {
    String entity = EntityKeys.ofPayload(new SecretChanged(claim.record()));
    byte[] bytes = null;
    try {
      bytes = new Sealer().open(claim.record().getSealed(), cluster, entity, ring);
      ClusterSecret secret = ClusterSecret.of(claim.version(), bytes);
      if (!secret.fingerprint().equals(claim.fingerprint())) {
        secret.close();
        return false;
      }
      secrets.put(claim.version(), secret);
      return true;
    } catch (TrustException e) {
      return false; // sealed with a version that is not at hand, or forged: another record may do
    } finally {
      if (bytes != null) {
        Arrays.fill(bytes, (byte) 0);
      }
    }
  }
}
