package io.lockstep.state.decide;

import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.Token;
import io.lockstep.state.image.ClusterImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** The changes that need no primary to decide them, because they make one. Pure. */
public final class Terms {
  private Terms() {}

  /**
   * The founding of a cluster: revision 1, and one more for each join token.
   *
   * @param firstNode the only node that may take the first term; empty where any may
   * @param secretFingerprint of the first version of the cluster secret
   * @param tokens join tokens that are good from the beginning, each issued
   * @throws IllegalArgumentException if a token is malformed; says what
   */
  public static List<Event> found(
      String cluster,
      Optional<String> firstNode,
      String secretFingerprint,
      List<Token> tokens,
      String changeId,
      String actor,
      long now) {
    ChangeBuilder change = new ChangeBuilder(ClusterImage.EMPTY, cluster, new Term(0, "", now), "");
    change.add(
        ClusterFounded.newBuilder()
            .setCluster(cluster)
            .setFirstNode(firstNode.orElse(null))
            .setSecretFingerprint(secretFingerprint)
            .build());
    tokens.forEach(token -> change.add(TokenDecider.founding(token, now)));
    change.finish(changeId, actor);
    return change.events();
  }

  /** A founding without a cluster secret: no node starts on such a cluster. */
  public static List<Event> found(
      String cluster, Optional<String> firstNode, String changeId, String actor, long now) {
    return found(cluster, firstNode, null, List.of(), changeId, actor, now);
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

  /**
   * The true state of entities, written again behind records that say something else: the newest
   * event of each key, whether it lives or was removed, with the same payload and a new revision.
   *
   * @param keys of records; one that is there twice counts once
   * @param term the term that the image is in
   */
  public static Repair repair(
      ClusterImage image, List<String> keys, Term term, String changeId, String actor) {
    ChangeBuilder change = new ChangeBuilder(image, term, term.node());
    List<String> unknown = new ArrayList<>();
    for (String key : new LinkedHashSet<>(keys)) {
      image
          .entity(key)
          .or(() -> image.removals().get(key))
          .ifPresentOrElse(
              entity -> change.add(entity.event().getPayload()), () -> unknown.add(key));
    }
    change.finish(changeId, actor);
    return new Repair(change.events(), List.copyOf(unknown));
  }
}
