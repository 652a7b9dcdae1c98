package io.lockstep.node.report;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.node.hook.RoleGate;
import io.lockstep.node.observe.Liveness;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets a node be ready only after the roles that its own come after were. A role counts that a
 * member has, or that {@code Cluster.minimumHolders} asks for. It is an order of starts: once such
 * a role was seen in this run of the node, the node stays ready when its holders go. Any thread.
 */
public final class StartOrder {
  /** The code of a role that is waited for. */
  public static final String ROLE_AWAITED = "role-awaited";

  private final String self;
  private final Profile profile;
  private final Liveness liveness;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** Of a node. */
  public StartOrder(String self, Profile profile, Liveness liveness) {
    this.self = self;
    this.profile = profile;
    this.liveness = liveness;
  }

  /** What the node waits for; empty for nothing. */
  public Optional<Problem> problem(ClusterImage image) {
    List<String> own = image.members().get(self).map(Member::getRoles).orElse(List.of());
    for (RoleSpec role : profile.roles(image, NodeView.of(image, self))) {
      if (own.contains(role.name())) {
        for (String before : role.after()) {
          if (!own.contains(before) && RoleGate.isWanted(image, before) && !wasUp(image, before)) {
            return Optional.of(
                NodeStatus.problem(
                    ROLE_AWAITED,
                    "role %s comes after %s, and no node with role %s is ready; start one, see lockstep node list"
                        .formatted(role.name(), before, before),
                    null));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Member member, String role) {
    return member.getState() != MemberState.REMOVED && member.getRoles().contains(role);
  }

  private boolean wasUp(ClusterImage image, String role) {
    boolean up =
        seen.contains(role)
            || image.members().all().stream()
                .filter(member -> holds(member, role) && liveness.alive(member.getId()))
                .flatMap(member -> liveness.last(member.getId()).stream())
                .anyMatch(last -> isReady(last.report()));
    if (up) {
      seen.add(role);
    }
    return up;
  }

  private static boolean isReady(NodeReport report) {
    return report.getState() == NodeState.ONLINE && report.getProblems().isEmpty();
  }
}
