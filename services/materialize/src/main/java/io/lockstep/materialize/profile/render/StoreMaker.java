package io.lockstep.materialize.profile.render;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.definition.ContentDefinition.Store;
import io.lockstep.state.image.ClusterImage;
import java.util.Optional;

/** Makes stores of the cluster's certificates. Any thread. */
@FunctionalInterface
public interface StoreMaker {
  /** Makes none. */
  StoreMaker NONE = (image, node, secrets, path, store) -> Optional.empty();

  /**
   * A store as a file that only its owner may read where it has keys; held where a key or the
   * password cannot be opened or is not fit. Empty where it would have no entry.
   *
   * @param path of the file
   * @param store what stands in it
   */
  Optional<Output> make(
      ClusterImage image, NodeView node, Secrets secrets, String path, Store store);
}
