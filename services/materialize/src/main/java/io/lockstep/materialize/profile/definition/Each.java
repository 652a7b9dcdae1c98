package io.lockstep.materialize.profile.definition;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import java.util.Optional;

/**
 * Which members there is a row for, by id.
 *
 * @param whom which
 * @param role those with this role alone; empty for all
 */
public record Each(Whom whom, Optional<String> role) {
  /** Members. */
  public enum Whom {
    /** Active ones. */
    MEMBERS,
    /** Active and drained ones. */
    ALL,
    /** Active and drained ones, without the node itself. */
    OTHERS
  }

  /** Whether there is a row for a member, on a node. */
  public boolean has(Member member, String node) {
    boolean meant =
        switch (whom) {
          case MEMBERS -> member.getState() == MemberState.ACTIVE;
          case ALL -> true;
          case OTHERS -> !member.getId().equals(node);
        };
    return meant && (role.isEmpty() || member.getRoles().contains(role.get()));
  }
}
