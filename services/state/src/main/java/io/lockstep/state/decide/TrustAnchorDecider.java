package io.lockstep.state.decide;

import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.schema.TrustAnchorRemoved;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Optional;

/** Decides which authorities every node trusts. */
final class TrustAnchorDecider {
  private TrustAnchorDecider() {}

  static List<Object> publish(ChangeBuilder change, String origin, PublishTrustAnchor publish) {
    TrustAnchor anchor = publish.getAnchor();
    String entity = requireId(anchor.getId());
    Hashes.requireSize(entity, anchor.getCertificate());
    String id = Hashes.id(anchor.getCertificate());
    if (!id.equals(anchor.getId())) {
      throw new RefusedException(
          Codes.INVALID_CERTIFICATE,
          entity,
          "the authority %s has a certificate whose SHA-256 is %s; name it by that"
              .formatted(anchor.getId(), id));
    }
    if (anchor.getOwner() != null && !anchor.getOwner().equals(origin)) {
      throw new RefusedException(
          Codes.INVALID_CERTIFICATE,
          entity,
          "node \"%s\" asked to publish an authority of node \"%s\"; a node publishes its own, and"
                  .formatted(origin, Texts.shortened(anchor.getOwner()))
              + " an operator one without owner");
    }
    Optional<TrustAnchor> there =
        change.entity(entity).map(e -> e.payload(TrustAnchorPublished.class).getAnchor());
    return there.equals(Optional.of(anchor))
        ? List.of()
        : List.of(new TrustAnchorPublished(anchor));
  }

  static List<Object> remove(ChangeBuilder change, RemoveTrustAnchor remove) {
    String entity = requireId(remove.getId());
    if (change.entity(entity).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "no node trusts an authority %s; lockstep ca list names those that they do"
              .formatted(remove.getId()));
    }
    return List.of(new TrustAnchorRemoved(remove.getId()));
  }

  private static String requireId(String id) {
    String entity = EntityKeys.trustAnchor(Texts.shortened(id));
    if (!Hashes.isId(id)) {
      throw new RefusedException(
          Codes.INVALID_CERTIFICATE,
          entity,
          "\"%s\" cannot name an authority: wanted is its certificate's SHA-256, 64 lower-case"
                  .formatted(Texts.shortened(id))
              + " hexadecimal digits");
    }
    return entity;
  }
}
