package io.lockstep.node.publish;

import io.lockstep.state.image.ClusterImage;
import java.util.Collection;

/** Told of what the publisher does to files, on its thread. */
public interface FileChanges {
  /** Tells nobody. */
  FileChanges NOBODY =
      new FileChanges() {
        @Override
        public void follow(ClusterImage image) {}

        @Override
        public void announce(Collection<String> paths, long first, long revision) {}

        @Override
        public void changed(Collection<String> paths, long revision) {}
      };

  /** That image is about to be written. */
  void follow(ClusterImage image);

  /**
   * These paths are about to change.
   *
   * @param first the oldest revision that the files do not show yet
   */
  void announce(Collection<String> paths, long first, long revision);

  /** These paths have changed. */
  void changed(Collection<String> paths, long revision);
}
