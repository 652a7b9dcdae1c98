package io.lockstep.topology.cluster;

import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.RoleStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Who holds the roles of the product. Pure. */
final class Roles {
  private Roles() {}

  /** All roles that a member holds or that must be held, by name. */
  static List<RoleStatus> of(List<NodeStatus> members, Map<String, Integer> minimum) {
    Set<String> roles = new TreeSet<>();
    minimum.forEach(
        (role, holders) -> {
          if (holders > 0) {
            roles.add(role);
          }
        });
    members.forEach(member -> roles.addAll(member.getRoles()));
    return roles.stream().map(role -> role(role, members, minimum.getOrDefault(role, 0))).toList();
  }

  private static RoleStatus role(String role, List<NodeStatus> members, int minimum) {
    List<NodeStatus> holders =
        members.stream()
            .filter(m -> m.getMembership() == MemberState.ACTIVE && m.getRoles().contains(role))
            .toList();
    return RoleStatus.newBuilder()
        .setRole(role)
        .setHolders(holders.stream().map(NodeStatus::getNode).toList())
        .setAvailable(
            holders.stream().filter(ClusterJudge::isAvailable).map(NodeStatus::getNode).toList())
        .setMinimum(minimum)
        .build();
  }
}
