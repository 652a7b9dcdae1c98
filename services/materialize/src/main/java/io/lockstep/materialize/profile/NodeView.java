package io.lockstep.materialize.profile;

import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.Objects;

/**
 * The node that files are made for.
 *
 * @param id identifies the node
 * @param site its site, or null
 */
public record NodeView(String id, String site) {

  /** Refuses a node without id. */
  public NodeView {
    Objects.requireNonNull(id, "id");
  }

  /** The node as the image knows it; without site where the image does not know it. */
  public static NodeView of(ClusterImage image, String id) {
    return new NodeView(id, image.members().get(id).map(Member::getSite).orElse(null));
  }
}
