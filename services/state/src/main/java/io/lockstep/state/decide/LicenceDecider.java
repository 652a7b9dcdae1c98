package io.lockstep.state.decide;

import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.Licence;
import io.lockstep.schema.LicenceInstalled;
import io.lockstep.schema.LicenceRemoved;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides licences, and how many nodes they allow. */
final class LicenceDecider {
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,99}");
  private static final int MAX_CONTENT_BYTES = 256 * 1024;

  private LicenceDecider() {}

  static List<Object> install(ChangeBuilder change, ClusterImage view, InstallLicence install) {
    Licence licence = install.getLicence();
    String entity = requireNames(licence.getNode(), licence.getProduct());
    if (view.members().present(licence.getNode()).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "there is no node \"%s\" in the cluster; lockstep node list names them"
              .formatted(licence.getNode()));
    }
    if (licence.getCap() != null && licence.getCap() < 1) {
      throw new RefusedException(
          Codes.INVALID_LICENCE,
          entity,
          "the licence for %s allows %d nodes, wanted at least 1, or no cap"
              .formatted(licence.getProduct(), licence.getCap()));
    }
    SealedValues.require(
        change, entity, "the licence " + entity, licence.getContent(), MAX_CONTENT_BYTES);
    Optional<Licence> there = view.trust().licence(licence.getNode(), licence.getProduct());
    return there.equals(Optional.of(licence)) ? List.of() : List.of(new LicenceInstalled(licence));
  }

  static List<Object> remove(ChangeBuilder change, RemoveLicence remove) {
    String entity = requireNames(remove.getNode(), remove.getProduct());
    if (change.entity(entity).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "node \"%s\" has no licence for %s; name one that it has"
              .formatted(remove.getNode(), remove.getProduct()));
    }
    return List.of(new LicenceRemoved(remove.getNode(), remove.getProduct()));
  }

  /**
   * Requires that the licence of every member allows one node more than there are. Those of removed
   * nodes count no more: nobody can replace them.
   */
  static void requireRoom(ClusterImage image, String joining) {
    int present = image.members().present().size();
    image.trust().licences().stream()
        .filter(licence -> licence.getCap() != null && licence.getCap() <= present)
        .filter(licence -> image.members().present(licence.getNode()).isPresent())
        .min(Comparator.comparing(Licence::getCap))
        .ifPresent(
            licence -> {
              throw new RefusedException(
                  Codes.LICENCE_CAP,
                  EntityKeys.node(joining),
                  "node \"%s\" would be number %d, but the licence of node \"%s\" for %s allows %d;"
                          .formatted(
                              joining,
                              present + 1,
                              licence.getNode(),
                              licence.getProduct(),
                              licence.getCap())
                      + " install one for more nodes, or remove a node");
            });
  }

  private static String requireNames(String node, String product) {
    if (!Members.isId(node) || !PRODUCT.matcher(product).matches()) {
      throw new RefusedException(
          Codes.INVALID_LICENCE,
          EntityKeys.licence(Texts.shortened(node), Texts.shortened(product)),
          "a licence is for a node and a product of 1 to 100 letters, digits, '.', '_', '-' and"
              + " spaces, not for node \"%s\" and \"%s\"; name both so"
                  .formatted(Texts.shortened(node), Texts.shortened(product)));
    }
    return EntityKeys.licence(node, product);
  }
}
