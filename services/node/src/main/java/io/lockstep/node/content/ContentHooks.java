package io.lockstep.node.content;

import io.lockstep.node.hook.HookFollower;
import io.lockstep.state.image.ClusterImage;
import java.util.Collection;

/**
 * Lets hooks follow when content changed. The publisher, which tells of files, may be at another
 * image; so the hooks are looked up here too, before folders change by an image that has them.
 */
public final class ContentHooks implements ContentListener {
  private final HookFollower hooks;

  /** The hooks of a node. */
  public ContentHooks(HookFollower hooks) {
    this.hooks = hooks;
  }

  @Override
  public void follow(ClusterImage image) {
    hooks.follow(image);
  }

  @Override
  public void announce(Collection<String> names, long revision) {
    hooks.announce(names, revision, revision);
  }

  @Override
  public void changed(Collection<String> names, long revision) {
    hooks.changed(names, revision);
  }

  @Override
  public void unchanged(Collection<String> names) {
    hooks.unchanged(names);
  }
}
