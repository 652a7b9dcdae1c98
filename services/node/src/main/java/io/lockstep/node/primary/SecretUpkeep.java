package io.lockstep.node.primary;

import io.lockstep.node.observe.Liveness;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ChangeSecret;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.ImportCertificate;
import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.Member;
import io.lockstep.schema.Operation;
import io.lockstep.schema.SecretState;
import io.lockstep.schema.SecretVersion;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.trust.TrustException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a primary does behind a rotation: seals with the new version what an older one protects, and
 * retires the older one when every member has the new one and nothing is left.
 */
final class SecretUpkeep {
  private static final Logger LOG = LoggerFactory.getLogger(SecretUpkeep.class);
  private static final int AT_ONCE = 100;

  private final NodeTrust trust;
  private final Liveness liveness;

  SecretUpkeep(NodeTrust trust, Liveness liveness) {
    this.trust = trust;
    this.liveness = liveness;
  }

  /** The next steps, in one request; empty if there is nothing to do, or it is too early. */
  List<Operation> due(ClusterImage image) {
    Optional<SecretVersion> retiring =
        image.trust().secretVersions().values().stream()
            .filter(version -> version.getState() == SecretState.RETIRING)
            .findFirst();
    int current = trust.ring().current().version();
    if (retiring.isEmpty()
        || image.trust().currentSecret().filter(v -> v.getVersion() == current).isEmpty()) {
      return List.of();
    }
    List<Entity> older = image.trust().envelopesOlderThan(current);
    if (!older.isEmpty()) {
      return sealedAgain(older.subList(0, Math.min(AT_ONCE, older.size())));
    }
    for (Member member : image.members().present()) {
      boolean has =
          liveness
              .last(member.getId())
              .filter(seen -> seen.report().getSecretVersion() >= current)
              .isPresent();
      if (!has) {
        return List.of();
      }
    }
    SecretVersion ended =
        SecretVersion.newBuilder(retiring.get()).setState(SecretState.RETIRED).build();
    return List.of(Operation.newBuilder().setAction(new ChangeSecret(ended)).build());
  }

  private List<Operation> sealedAgain(List<Entity> entities) {
    List<Operation> operations = new ArrayList<>(entities.size());
    for (Entity entity : entities) {
      try {
        operations.add(
            Operation.newBuilder()
                .setAction(sealedAgain(entity))
                .setExpectedRevision(entity.revision())
                .build());
      } catch (TrustException e) {
        LOG.warn("not sealed again entity={} reason={}", entity.key(), e.getMessage());
      }
    }
    return operations;
  }

  private Object sealedAgain(Entity entity) {
    Object payload = entity.event().getPayload();
    if (payload instanceof ConfigurationChanged set) {
      return new SetConfiguration(
          set.getKey(), set.getScope(), set.getValue(), sealedAgain(set.getSealed(), entity));
    }
    if (payload instanceof CertificateImported imported) {
      Certificate next = Certificate.newBuilder(imported.getCertificate()).build();
      next.setPrivateKey(sealedAgain(next.getPrivateKey(), entity));
      return new ImportCertificate(next, true);
    }
    if (payload instanceof LicenceInstalled installed) {
      Licence next = Licence.newBuilder(installed.getLicence()).build();
      next.setContent(sealedAgain(next.getContent(), entity));
      return new InstallLicence(next);
    }
    throw new IllegalStateException(entity + " has no envelope");
  }

  private Envelope sealedAgain(Envelope envelope, Entity entity) {
    byte[] clear = trust.open(envelope, entity.key());
    try {
      return trust.seal(clear, entity.key());
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }
}
