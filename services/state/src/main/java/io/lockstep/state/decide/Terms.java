package io.lockstep.state.decide;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;

/** The changes that need no primary to decide them, because they make one. Pure. */
public final class Terms {
  private Terms() {}

  /**
   * The founding of a cluster: revision 1.
   *
   * @param firstNode the only node that may take the first term; empty where any may
   */
  public static List<Event> found(
      String cluster, Optional<String> firstNode, String changeId, String actor, long now) {
    ChangeBuilder change = new ChangeBuilder(ClusterImage.EMPTY, cluster, new Term(0, "", now), "");
    change.add(
        ClusterFounded.newBuilder()
            .setCluster(cluster)
            .setFirstNode(firstNode.orElse(null))
            .build());
    change.finish(changeId, actor);
    return change.events();
  }

  /** Whether a node that is no member may take the first term of a founded cluster. */
  public static boolean mayFound(ClusterImage image, String node) {
    return image.promotion().epoch() == 0
        && image
            .founded()
            .filter(f -> f.getFirstNode() == null || f.getFirstNode().equals(node))
            .isPresent();
  }

  /**
   * The first term: the node joins, stands in the promotion order, and is primary.
   *
   * @throws IllegalArgumentException if something about the member is malformed; says what
   */
  public static List<Event> first(ClusterImage image, Member member, String changeId, long now) {
    ChangeBuilder change =
        new ChangeBuilder(image, new Term(1, member.getId(), now), member.getId());
    try {
      Members.require(image, member);
    } catch (RefusedException refused) {
      throw new IllegalArgumentException(refused.getMessage(), refused);
    }
    change.add(new NodeJoined(Members.in(member, MemberState.ACTIVE)));
    Succession.with(image, member).ifPresent(change::add);
    change.add(PromotionDecider.promoted(image, member.getId(), PromotionReason.FOUNDING));
    change.finish(changeId, member.getId());
    return change.events();
  }

  /** The next term: the node takes over from a primary that is gone. */
  public static List<Event> failover(ClusterImage image, String node, String changeId, long now) {
    ChangeBuilder change =
        new ChangeBuilder(image, new Term(image.promotion().epoch() + 1, node, now), node);
    change.add(PromotionDecider.promoted(image, node, PromotionReason.FAILOVER));
    change.finish(changeId, node);
    return change.events();
  }
}
