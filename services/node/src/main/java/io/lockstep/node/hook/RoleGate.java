package io.lockstep.node.hook;

import io.lockstep.materialize.hook.HookPlan;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.node.observe.Liveness;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Lets a hook of a node wait until the roles that its own come after are active somewhere with the
 * change that the hook follows; for roles that nobody has or asks for it does not wait. Any thread.
 */
public final class RoleGate implements HookPlan.Gate {
  private final String self;
  private final Profile profile;
  private final Supplier<ClusterImage> image;
  private final Liveness liveness;
  private final boolean firstStart;
  private final BiPredicate<String, HookSpec> pendingHere;

  /**
   * A gate of a node.
   *
   * @param firstStart whether the node has never written a file: then another that is online and
   *     active at whatever revision will do
   * @param pendingHere whether this node has to run another hook for a role
   */
  public RoleGate(
      String self,
      Profile profile,
      Supplier<ClusterImage> image,
      Liveness liveness,
      boolean firstStart,
      BiPredicate<String, HookSpec> pendingHere) {
    this.self = self;
    this.profile = profile;
    this.image = image;
    this.liveness = liveness;
    this.firstStart = firstStart;
    this.pendingHere = pendingHere;
  }

  @Override
  public Optional<String> waiting(HookSpec hook, long revision) {
    ClusterImage now = image.get();
    List<String> own = roles(now, self);
    for (RoleSpec role : profile.roles(now, NodeView.of(now, self))) {
      boolean concerned =
          own.contains(role.name())
              && (hook.roles().isEmpty() || hook.roles().contains(role.name()));
      if (concerned) {
        for (String before : role.after()) {
          if (isWanted(now, before) && !isActive(now, before, own, hook, revision)) {
            return Optional.of(
                "role %s comes after %s, and no node with role %s is active at revision %d; look at those nodes with lockstep node list"
                    .formatted(role.name(), before, before, revision));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a role is to be waited for: a member has it, or {@code Cluster.minimumHolders} asks for
   * it. Else a cluster without a part that may be separate would wait for it for ever.
   */
  public static boolean isWanted(ClusterImage image, String role) {
    return image.members().all().stream()
            .anyMatch(
                member ->
                    member.getState() != MemberState.REMOVED && member.getRoles().contains(role))
        || image
            .configuration()
            .shared(KnownParameters.MINIMUM_HOLDERS + role)
            .filter(value -> !value.equals("0"))
            .isPresent();
  }

  private static List<String> roles(ClusterImage image, String node) {
    return image.members().get(node).map(Member::getRoles).orElse(List.of());
  }

  private boolean isActive(
      ClusterImage now, String role, List<String> own, HookSpec hook, long revision) {
    if (own.contains(role)) {
      return !pendingHere.test(role, hook);
    }
    return now.members().all().stream()
        .filter(member -> member.getState() != MemberState.REMOVED)
        .filter(member -> !member.getId().equals(self) && member.getRoles().contains(role))
        .filter(member -> liveness.alive(member.getId()))
        .flatMap(member -> liveness.last(member.getId()).stream())
        .map(Liveness.Seen::report)
        .anyMatch(report -> report.getActiveRevision() >= revision || isUp(report));
  }

  private boolean isUp(NodeReport report) {
    return firstStart
        && report.getState() == NodeState.ONLINE
        && report.getActiveRevision() > 0
        && report.getActiveRevision() >= report.getWrittenRevision();
  }
}
