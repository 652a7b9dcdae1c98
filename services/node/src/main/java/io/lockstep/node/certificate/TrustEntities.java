package io.lockstep.node.certificate;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The entities of an image that key stores are made of. */
final class TrustEntities {
  private TrustEntities() {}

  /** All certificates, ordered by alias. */
  static List<Entity> certificates(ClusterImage image) {
    return of(image, CertificateImported.class);
  }

  /** All authorities, ordered by id. */
  static List<Entity> anchors(ClusterImage image) {
    return of(image, TrustAnchorPublished.class);
  }

  static Certificate certificate(Entity entity) {
    return entity.payload(CertificateImported.class).getCertificate();
  }

  static TrustAnchor anchor(Entity entity) {
    return entity.payload(TrustAnchorPublished.class).getAnchor();
  }

  private static List<Entity> of(ClusterImage image, Class<?> type) {
    List<Entity> entities = new ArrayList<>();
    image
        .trust()
        .entities()
        .forEach(
            entity -> {
              if (type.isInstance(entity.event().getPayload())) {
                entities.add(entity);
              }
            });
    entities.sort(Comparator.comparing(Entity::key));
    return entities;
  }
}
