package io.lockstep.node;

import io.lockstep.schema.Licence;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;

/**
 * What the answer to a request to join depends on, but for clocks: while nothing of it changes, to
 * ask again is in vain. An operator may lift a refusal without touching the node, by a licence for
 * more nodes, by removing another, or by another version on the primary.
 *
 * @param token the value of the join token; empty where the node has none
 * @param member what the node says that it is
 * @param primary whose versions it must fit
 * @param members whom it must not clash with, and how many there are
 * @param licences that say how many nodes may be
 */
record JoinGrounds(
    Optional<String> token,
    Member member,
    Optional<String> primary,
    List<Member> members,
    List<Licence> licences) {

  static JoinGrounds of(ClusterImage image, Member member, Optional<String> token) {
    return new JoinGrounds(
        token,
        member,
        image.promotion().primary(),
        image.members().present(),
        image.trust().licences());
  }

  /** Without the token, which nobody may see. */
  @Override
  public String toString() {
    return "JoinGrounds[" + member.getId() + "]";
  }
}
