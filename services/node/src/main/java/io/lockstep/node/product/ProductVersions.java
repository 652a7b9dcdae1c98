package io.lockstep.node.product;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.image.ClusterImage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the members run one version of the managed product. Pure. */
public final class ProductVersions {
  private ProductVersions() {}

  /**
   * The version that the cluster is at: that of most active members; where two have as many, the
   * primary's, else the first in the order of the alphabet. Empty where no member says one.
   */
  public static Optional<String> ofCluster(ClusterImage image) {
    Map<String, List<String>> holders = holders(image);
    Optional<String> primary =
        image.promotion().primary().flatMap(image.members()::get).map(Member::getProductVersion);
    return holders.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, List<String>>>comparingInt(
                    entry -> entry.getValue().size())
                .thenComparing(entry -> primary.equals(Optional.of(entry.getKey())))
                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
        .map(Map.Entry::getKey);
  }

  /** The version that a member told last; empty where it told none. */
  public static Optional<String> of(ClusterImage image, String node) {
    return image.members().get(node).map(Member::getProductVersion);
  }

  /** What is wrong with the version of a node; empty for nothing, or where it is not known. */
  public static Optional<String> problem(ClusterImage image, String node, Optional<String> own) {
    Optional<String> wanted = ofCluster(image);
    if (own.isEmpty() || wanted.isEmpty() || own.equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        "node \"%s\" has version %s of the product, the cluster is at %s (%s); install version %s on"
                .formatted(
                    node,
                    own.get(),
                    wanted.get(),
                    String.join(", ", holders(image).get(wanted.get())),
                    wanted.get())
            + " it, or %s on the others".formatted(own.get()));
  }

  /** The active members that have each version. */
  private static Map<String, List<String>> holders(ClusterImage image) {
    Map<String, TreeSet<String>> holders = new TreeMap<>();
    for (Member member : image.members().present()) {
      if (member.getState() == MemberState.ACTIVE && member.getProductVersion() != null) {
        holders
            .computeIfAbsent(member.getProductVersion(), version -> new TreeSet<>())
            .add(member.getId());
      }
    }
    Map<String, List<String>> lists = new TreeMap<>();
    holders.forEach((version, ids) -> lists.put(version, List.copyOf(ids)));
    return lists;
  }
}
