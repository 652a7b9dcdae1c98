package io.lockstep.materialize.profile;

import io.lockstep.state.image.ClusterImage;
import java.util.List;

/**
 * What a managed product keeps on disk, and how the image maps to it. A pure function: no clock, no
 * disk, no network, so that the same image and secrets give the same bytes, and a dry run can ask
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
}
