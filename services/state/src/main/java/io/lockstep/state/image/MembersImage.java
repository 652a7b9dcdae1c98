package io.lockstep.state.image;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeChanged;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The nodes that are or were members. */
public record MembersImage(EntityMap entities) {
  /** The node, also when it was removed. */
  public Optional<Member> get(String id) {
    return entities.get(EntityKeys.node(id)).map(MembersImage::member);
  }

  /** The node, unless it was removed. */
  public Optional<Member> present(String id) {
    return get(id).filter(member -> member.getState() != MemberState.REMOVED);
  }

  /** All that are or were members, ordered by id. */
  public Collection<Member> all() {
    return entities.sorted().stream().map(MembersImage::member).toList();
  }

  /** The members, ordered by id. */
  public List<Member> present() {
    return all().stream().filter(member -> member.getState() != MemberState.REMOVED).toList();
  }

  private static Member member(Entity entity) {
    Object payload = entity.event().getPayload();
    if (payload instanceof NodeJoined joined) {
      return joined.getMember();
    } else if (payload instanceof NodeChanged changed) {
      return changed.getMember();
    } else if (payload instanceof NodeDrained drained) {
      return drained.getMember();
    } else if (payload instanceof NodeResumed resumed) {
      return resumed.getMember();
    }
    return ((NodeRemoved) payload).getMember();
  }
}
