package io.lockstep.materialize.profile;

import io.lockstep.materialize.profile.spec.CheckSpec;
import io.lockstep.materialize.profile.spec.ClusterStateSpec;
import io.lockstep.materialize.profile.spec.FolderSpec;
import io.lockstep.materialize.profile.spec.HookSpec;
import io.lockstep.materialize.profile.spec.ProductVersion;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Optional;

/**
 * What a managed product keeps on disk, and how the image maps to it. A pure function: no clock, no
 * disk, no network, so that the same image and secrets give the same answers, and a dry run can ask
 * for another node's files. Any thread.
 */
public interface Profile {
  /** Its name; stands in the manifest. */
  String name();

  /**
   * The files that the node shall have, each path once. A file that is not among them is taken away
   * if an earlier call made it. One that holds an opened secret has a mode that lets only its owner
   * read it; one whose secret cannot be opened now is {@link Output#held}.
   *
   * @param secrets opens sealed values
   * @throws IllegalArgumentException if the image has something that a file cannot hold; the
   *     message names it and says what to do
   */
  List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets);

  /** What follows on the node when its files changed, in the order in which it follows. */
  default List<HookSpec> hooks(ClusterImage image, NodeView node) {
    return List.of();
  }

  /** The folders that the node keeps as the others do, each name once. */
  default List<FolderSpec> folders(ClusterImage image, NodeView node) {
    return List.of();
  }

  /** What has to hold on the node, templates filled in. */
  default List<CheckSpec> checks(ClusterImage image, NodeView node) {
    return List.of();
  }

  /** The roles of the product. */
  default List<RoleSpec> roles(ClusterImage image, NodeView node) {
    return List.of();
  }

  /** The licences that a node needs. */
  default List<String> licences(ClusterImage image, NodeView node) {
    return List.of();
  }

  /** The files that say how the cluster is; empty for none. */
  default Optional<ClusterStateSpec> clusterState(ClusterImage image, NodeView node) {
    return Optional.empty();
  }

  /** Where the installed product says its version; empty for nowhere. */
  default Optional<ProductVersion> productVersion(ClusterImage image, NodeView node) {
    return Optional.empty();
  }

  /**
   * What becomes on the node of a name that may be a parameter's, a managed file's or that of a
   * path in a folder: which output or folder has it, and which rule takes it in or leaves it out,
   * each a sentence. Empty where the profile has nothing to say of it.
   */
  default List<String> explain(ClusterImage image, NodeView node, String name) {
    return List.of();
  }
}
