package io.lockstep.node.report;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.product.InstalledProduct;
import io.lockstep.node.product.ProductVersions;
import io.lockstep.schema.Licence;
import io.lockstep.schema.Problem;
import io.lockstep.state.decide.Codes;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the managed product needs on a member before it is ready: its licences, the version that the
 * cluster is at, its folders, and the roles that come before its own. While maintenance is on
 * another version is worth a warning alone, since an upgrade goes node by node. Any thread.
 */
public final class Readiness {
  /** The code of a licence that a node needs and has not. */
  public static final String LICENCE_MISSING = "licence-missing";

  /** The code that says that maintenance is on. */
  public static final String MAINTENANCE = "maintenance";

  private final String node;
  private final Profile profile;
  private final InstalledProduct product;
  private final StartOrder order;
  private final Function<ClusterImage, List<Problem>> others;
  private final Clock clock;

  /**
   * Of a node.
   *
   * @param others what else keeps it from being ready, such as what is missing in its folders
   */
  public Readiness(
      String node,
      Profile profile,
      InstalledProduct product,
      StartOrder order,
      Function<ClusterImage, List<Problem>> others,
      Clock clock) {
    this.node = node;
    this.profile = profile;
    this.product = product;
    this.order = order;
    this.others = others;
    this.clock = clock;
  }

  /** What keeps it from being ready, the first to mend first. */
  public List<Problem> problems(ClusterImage image) {
    List<Problem> problems = new ArrayList<>(licences(image));
    if (!isInMaintenance(image)) {
      version(image).ifPresent(problems::add);
    }
    problems.addAll(others.apply(image));
    order.problem(image).ifPresent(problems::add);
    return problems;
  }

  /** What is worth to know although it is ready. */
  public List<Problem> warnings(ClusterImage image) {
    List<Problem> warnings = new ArrayList<>();
    if (isInMaintenance(image)) {
      warnings.add(
          NodeStatus.problem(
              MAINTENANCE,
              "maintenance is on: the product is read-only; `lockstep maintenance off` ends it",
              null));
      version(image).ifPresent(warnings::add);
    }
    product
        .unknown(image)
        .ifPresent(text -> warnings.add(NodeStatus.problem(Codes.PRODUCT_VERSION, text, null)));
    return warnings;
  }

  private static boolean isInMaintenance(ClusterImage image) {
    return KnownParameters.shared(image, KnownParameters.MAINTENANCE).equals("on");
  }

  private Optional<Problem> version(ClusterImage image) {
    Optional<String> known =
        product
            .version(image)
            .or(() -> product.unknown(image).flatMap(text -> ProductVersions.of(image, node)));
    return ProductVersions.problem(image, node, known)
        .map(text -> NodeStatus.problem(Codes.PRODUCT_VERSION, text, null));
  }

  private List<Problem> licences(ClusterImage image) {
    Instant now = clock.instant();
    List<Problem> problems = new ArrayList<>();
    for (String wanted : profile.licences(image, NodeView.of(image, node))) {
      Optional<Licence> licence = image.trust().licence(node, wanted);
      String what = null;
      if (licence.isEmpty()) {
        what = "node \"%s\" has no licence for %s".formatted(node, wanted);
      } else if (licence.get().getExpires() != null && !licence.get().getExpires().isAfter(now)) {
        what =
            "the licence of node \"%s\" for %s ended at %s"
                .formatted(node, wanted, licence.get().getExpires());
      }
      if (what != null) {
        String remedy =
            "; install one with lockstep licence install %s %s --file FILE"
                .formatted(node, quoted(wanted));
        problems.add(NodeStatus.problem(LICENCE_MISSING, what + remedy, null));
      }
    }
    return problems;
  }

  private static String quoted(String product) {
    return product.indexOf(' ') < 0 ? product : "\"" + product + "\"";
  }
}
