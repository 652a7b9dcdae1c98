package io.lockstep.trust.rotation;

import io.lockstep.schema.SecretVersion;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.TrustException;
import io.lockstep.trust.envelope.Sealer;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/**
 * Finds, from what the log has of the versions of the secret, those that a node can open: an older
 * one is sealed with a later one, a newer one is sealed for the node by who had the one before.
 * Neither can be made by somebody without the secret, so the records need not be trusted. Any
 * thread.
 */
public final class SecretChain {
  private final String cluster;
  private final String node;
  private final SealingKeys keys;
  private final Sealer sealer = new Sealer();

  /** For a node of a cluster. */
  public SecretChain(String cluster, String node, SealingKeys keys) {
    this.cluster = cluster;
    this.node = node;
    this.keys = keys;
  }

  /** The ring with every version that it leads to; the newest is current. */
  public SecretRing extend(SecretRing ring, Collection<SecretVersion> known) {
    SecretRing longer = ring;
    boolean found = true;
    while (found) {
      found = false;
      for (SecretVersion version : known) {
        if (longer.get(version.getVersion()).isPresent()) {
          continue;
        }
        Optional<ClusterSecret> opened = open(longer, version);
        if (opened.isPresent()) {
          longer = longer.with(opened.get());
          found = true;
        }
      }
    }
    return longer.withCurrent(longer.versions().last());
  }

  private Optional<ClusterSecret> open(SecretRing ring, SecretVersion wanted) {
    Optional<ClusterSecret> opened =
        wanted.getSealed() == null ? Optional.empty() : older(ring, wanted);
    return opened
        .or(() -> newer(ring, wanted))
        .filter(secret -> secret.fingerprint().equals(wanted.getFingerprint()));
  }

  private Optional<ClusterSecret> older(SecretRing ring, SecretVersion wanted) {
    if (ring.get(wanted.getSealed().getSecretVersion()).isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[0];
    try {
      bytes =
          sealer.open(wanted.getSealed(), cluster, EntityKeys.secret(wanted.getVersion()), ring);
      return Optional.of(ClusterSecret.of(wanted.getVersion(), bytes));
    } catch (TrustException | IllegalArgumentException e) {
      return Optional.empty(); // the record was forged
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private Optional<ClusterSecret> newer(SecretRing ring, SecretVersion wanted) {
    ByteBuffer sealed = wanted.getSealedFor().get(node);
    Optional<ClusterSecret> before = ring.get(wanted.getVersion() - 1);
    if (sealed == null || before.isEmpty()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[sealed.remaining()];
    sealed.duplicate().get(bytes);
    return SecretSeal.open(bytes, wanted.getVersion(), before.get(), cluster, node, keys);
  }
}
