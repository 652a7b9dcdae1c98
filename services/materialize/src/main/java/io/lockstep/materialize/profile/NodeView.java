package io.lockstep.materialize.profile;

import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import java.util.Objects;

/**
 * The node that files are made for.
 *
 * @param id identifies the node
 * @param site its site, or null
 * @param roles of the product that it holds
 */
public record NodeView(String id, String site, List<String> roles) {

  /** Refuses a node without id; copies the list. */
  public NodeView {
    Objects.requireNonNull(id, "id");
    roles = List.copyOf(roles);
  }

  /** A node of which no role is known. */
  public NodeView(String id, String site) {
    this(id, site, List.of());
  }

  /** The node as the image knows it; without site and roles where the image does not know it. */
  public static NodeView of(ClusterImage image, String id) {
    return new NodeView(
        id,
        image.members().get(id).map(Member::getSite).orElse(null),
        image.members().get(id).map(Member::getRoles).orElse(List.of()));
  }
}
