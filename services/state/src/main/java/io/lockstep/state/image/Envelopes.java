package io.lockstep.state.image;

import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.LicenceInstalled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is sealed with the cluster secret and has to be sealed anew when the secret changes. */
public final class Envelopes {
  private Envelopes() {}

  /** The envelope that an entity's state holds; empty where it holds none. */
  public static Optional<Envelope> of(Entity entity) {
    Object payload = entity.event().getPayload();
    if (payload instanceof ConfigurationChanged changed) {
      return Optional.ofNullable(changed.getSealed());
    } else if (payload instanceof CertificateImported imported) {
      return Optional.ofNullable(imported.getCertificate().getPrivateKey());
    } else if (payload instanceof LicenceInstalled installed) {
      return Optional.ofNullable(installed.getLicence().getContent());
    }
    return Optional.empty();
  }

  /** The live entities whose envelope is such, ordered by key. Time grows with the entities. */
  public static List<Entity> entities(ClusterImage image, Predicate<Envelope> such) {
    List<Entity> found = new ArrayList<>();
    image.forEach(
        entity -> {
          if (of(entity).filter(such).isPresent()) {
            found.add(entity);
          }
        });
    found.sort(Comparator.comparing(Entity::key));
    return found;
  }
}
