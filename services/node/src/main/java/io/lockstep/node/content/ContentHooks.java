package io.lockstep.node.content;

import io.lockstep.node.hook.HookQueue;
import java.util.Collection;

/** Lets hooks follow when content changed. */
public final class ContentHooks implements ContentListener {
  private final HookQueue hooks;

  /** The hooks of a node. */
  public ContentHooks(HookQueue hooks) {
    this.hooks = hooks;
  }

  @Override
  public void announce(Collection<String> names, long revision) {
    hooks.announce(names, revision);
  }

  @Override
  public void changed(Collection<String> names, long revision) {
    hooks.changed(names, revision);
  }
}
