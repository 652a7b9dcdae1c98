package io.lockstep.state.workload;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;

/**
 * Which nodes do the product's work, as the cluster's mode says.
 *
 * @param mode value of {@code Cluster.mode}
 * @param working ids of the nodes that do the work, ordered; a drained one is never among them
 * @param together whether they work as a cluster; false where each works for itself alone
 * @param owner the node that has the duties that one node alone has, such as a scheduler's; empty
 *     while the cluster has no primary
 * @param epoch the term of the owner; it owns nothing any more once a higher one is seen
 */
public record Duty(
    String mode, List<String> working, boolean together, Optional<String> owner, long epoch) {
  private static final String ACTIVE = "active";
  private static final String DISABLED = "disabled";

  /** Copies the list. */
  public Duty {
    working = List.copyOf(working);
  }

  /**
   * As an image says: in the mode {@code active} all active members, in {@code passive} and {@code
   * passive_legacy} the primary alone, in {@code disabled} all active members, each for itself.
   */
  public static Duty of(ClusterImage image) {
    String mode = KnownParameters.shared(image, KnownParameters.MODE);
    Optional<String> primary = image.promotion().primary();
    boolean all = mode.equals(ACTIVE) || mode.equals(DISABLED);
    List<String> working =
        image.members().present().stream()
            .filter(member -> member.getState() == MemberState.ACTIVE)
            .map(Member::getId)
            .filter(id -> all || primary.equals(Optional.of(id)))
            .toList();
    return new Duty(mode, working, !mode.equals(DISABLED), primary, image.promotion().epoch());
  }

  /** Whether a node does the product's work. */
  public boolean works(String node) {
    return working.contains(node);
  }

  /** Whether a node has the duties that one node alone has, in this epoch. */
  public boolean owns(String node) {
    return owner.equals(Optional.of(node));
  }
}
