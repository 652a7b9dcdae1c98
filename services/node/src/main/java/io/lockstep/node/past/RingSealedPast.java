package io.lockstep.node.past;

import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Envelope;
import io.lockstep.state.revert.SealedPast;
import io.lockstep.trust.TrustException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Opens sealed values with the versions of the secret that the node has. Any thread. */
final class RingSealedPast implements SealedPast {
  private final NodeTrust trust;

  RingSealedPast(NodeTrust trust) {
    this.trust = trust;
  }

  @Override
  public boolean same(Envelope one, Envelope other, String entity) {
    byte[] first = null;
    byte[] second = null;
    try {
      first = trust.open(one, entity);
      second = trust.open(other, entity);
      return MessageDigest.isEqual(first, second);
    } catch (TrustException e) {
      return false;
    } finally {
      wipe(first);
      wipe(second);
    }
  }

  @Override
  public Optional<Envelope> usable(Envelope old, String entity) {
    byte[] clear = null;
    try {
      clear = trust.open(old, entity);
      return Optional.of(
          old.getSecretVersion() == trust.ring().current().version()
              ? old
              : trust.seal(clear, entity));
    } catch (TrustException e) {
      return Optional.empty();
    } finally {
      wipe(clear);
    }
  }

  private static void wipe(byte[] clear) {
    if (clear != null) {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
