package io.lockstep.node.content;

import java.util.Collection;

/** Hears of what changed in the folders of this node. Called on the content thread; quick. */
@FunctionalInterface
public interface ContentListener {
  /** Wants to hear nothing. */
  ContentListener NONE = (changed, revision) -> {};

  /**
   * Something changed.
   *
   * @param changed {@code content:FOLDER} of each folder
   * @param revision of the cluster's state that it came from
   */
  void changed(Collection<String> changed, long revision);
}
