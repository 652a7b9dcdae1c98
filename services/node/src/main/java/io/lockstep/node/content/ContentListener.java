package io.lockstep.node.content;

import io.lockstep.state.image.ClusterImage;
import java.util.Collection;

/** Hears of what changes in the folders of this node. Called on the content thread; quick. */
public interface ContentListener {
  /** Wants to hear nothing. */
  ContentListener NONE =
      new ContentListener() {
        @Override
        public void follow(ClusterImage image) {}

        @Override
        public void announce(Collection<String> names, long revision) {}

        @Override
        public void changed(Collection<String> names, long revision) {}
      };

  /**
   * The folders are compared with this image next.
   *
   * @param image what follows from changes until the next call, it says
   */
  void follow(ClusterImage image);

  /**
   * Something is about to change; what follows from it must not be lost with the process from now
   * on. It may turn out that nothing changes.
   *
   * @param names {@code content:FOLDER} of each folder
   * @param revision of the cluster's state that it comes from
   * @throws RuntimeException to keep it from changing
   */
  void announce(Collection<String> names, long revision);

  /**
   * Something changed.
   *
   * @param names {@code content:FOLDER} of each folder
   * @param revision of the cluster's state that it came from
   */
  void changed(Collection<String> names, long revision);
}
