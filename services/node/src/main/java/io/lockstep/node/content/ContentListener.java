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

        @Override
        public void unchanged(Collection<String> names) {}
      };

  /**
   * The folders are compared with this image next.
   *
   * @param image what follows from changes until the next call, it says
   */
  void follow(ClusterImage image);

  /**
   * Something is about to change; what follows from it must not be lost with the process from now
   * on. It may turn out that nothing changes: then {@link #unchanged} is called.
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

  /**
   * What was announced did not change, as a folder does not that is taken away and stays for what
   * is excluded in it.
   *
   * @param names {@code content:FOLDER} of each folder
   */
  void unchanged(Collection<String> names);
}
