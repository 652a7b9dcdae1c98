package io.lockstep.state.decide;

import io.lockstep.schema.ChangeNode;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.RemoveNode;
import io.lockstep.schema.ResumeNode;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what becomes of members. */
final class MembershipDecider {
  private MembershipDecider() {}

  static List<Object> change(ClusterImage image, String origin, ChangeNode change) {
    Member member = change.getMember();
    Members.require(image, member);
    Member there = present(image, member.getId());
    if (!origin.equals(member.getId())) {
      requireDutyAlone(origin, there, member);
    }
    Members.requireStill(image, there, member);
    Member next = Members.in(member, there.getState());
    if (next.equals(there)) {
      return List.of();
    }
    List<Object> payloads = new ArrayList<>(2);
    payloads.add(new NodeChanged(next));
    Succession.moved(image, there, next).ifPresent(payloads::add);
    return payloads;
  }

  /** What a node is, it alone says; what it is for, an operator may say through any node. */
  private static void requireDutyAlone(String origin, Member there, Member next) {
    Member still = Members.in(next, there.getState());
    still.setSite(there.getSite());
    still.setRoles(there.getRoles());
    still.setAttributes(there.getAttributes());
    if (!still.equals(there)) {
      throw new RefusedException(
          Codes.INVALID_NODE,
          EntityKeys.node(next.getId()),
          "node \"%s\" asked to change more than site, roles and attributes of node \"%s\"; the rest"
                  .formatted(origin, next.getId())
              + " a node changes only itself");
    }
  }

  static List<Object> drain(ClusterImage image, DrainNode drain, Observations observations) {
    Member member = present(image, drain.getId());
    if (member.getState() == MemberState.DRAINED) {
      return List.of();
    }
    List<Object> payloads = new ArrayList<>(2);
    payloads.add(new NodeDrained(Members.in(member, MemberState.DRAINED)));
    if (image.promotion().primary().equals(Optional.of(drain.getId()))) {
      // Nobody chose the successor, so it is not to be kept as one that was promoted by hand.
      payloads.add(
          PromotionDecider.promoted(
              image, successor(image, drain.getId(), observations), PromotionReason.FAILOVER));
    }
    return payloads;
  }

  static List<Object> resume(ClusterImage image, ResumeNode resume) {
    Member member = present(image, resume.getId());
    return member.getState() == MemberState.ACTIVE
        ? List.of()
        : List.of(new NodeResumed(Members.in(member, MemberState.ACTIVE)));
  }

  static List<Object> remove(ClusterImage image, RemoveNode remove) {
    Member member = present(image, remove.getId());
    if (image.promotion().primary().equals(Optional.of(remove.getId()))) {
      throw new RefusedException(
          Codes.NODE_IS_PRIMARY,
          EntityKeys.node(remove.getId()),
          "node \"%s\" is primary; promote another node first".formatted(remove.getId()));
    }
    List<Object> payloads = new ArrayList<>();
    payloads.add(new NodeRemoved(Members.in(member, MemberState.REMOVED)));
    Succession.without(image, member).ifPresent(payloads::add);
    String scope = "node:" + remove.getId();
    for (var entity : image.configuration().all()) {
      var parameter = entity.payload(ConfigurationChanged.class);
      if (parameter.getScope().equals(scope)) {
        payloads.add(new ConfigurationRemoved(parameter.getKey(), scope));
      }
    }
    return payloads;
  }

  private static String successor(ClusterImage image, String leaving, Observations observations) {
    return Succession.ranked(image).stream()
        .filter(id -> !id.equals(leaving) && observations.alive(id) && observations.lag(id) == 0)
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    Codes.NO_SUCCESSOR,
                    EntityKeys.node(leaving),
                    "node \"%s\" is primary and no other node of the promotion order is in duty, alive"
                            .formatted(leaving)
                        + " and in step; bring one up first, or resume one that is drained:"
                        + " lockstep node resume"));
  }

  private static Member present(ClusterImage image, String id) {
    return image
        .members()
        .present(id)
        .orElseThrow(
            () ->
                new RefusedException(
                    Codes.NOT_FOUND,
                    EntityKeys.node(Texts.shortened(id)),
                    "there is no node \"%s\" in the cluster; lockstep node list names them"
                        .formatted(Texts.shortened(id))));
  }
}
