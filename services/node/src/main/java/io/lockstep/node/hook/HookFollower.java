package io.lockstep.node.hook;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.node.publish.FileChanges;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Tells the queue of hooks what happens to files and folders, and which hooks the node has. Any
 * thread.
 */
public final class HookFollower implements FileChanges {
  private final String self;
  private final Profile profile;
  private final HookQueue queue;

  /** Of a node with a profile. */
  public HookFollower(String self, Profile profile, HookQueue queue) {
    this.self = self;
    this.profile = profile;
    this.queue = queue;
  }

  @Override
  public void follow(ClusterImage image) {
    List<String> roles = image.members().get(self).map(Member::getRoles).orElse(List.of());
    List<HookSpec> hooks =
        profile.hooks(image, NodeView.of(image, self)).stream()
            .filter(hook -> hook.roles().isEmpty() || !Collections.disjoint(hook.roles(), roles))
            .toList();
    queue.follow(hooks, image.revision());
  }

  @Override
  public void announce(Collection<String> paths, long first, long revision) {
    queue.announce(paths, first, revision);
  }

  @Override
  public void changed(Collection<String> paths, long revision) {
    queue.changed(paths, revision);
  }

  /** What was announced does not change. */
  public void unchanged(Collection<String> names) {
    queue.unchanged(names);
  }
}
