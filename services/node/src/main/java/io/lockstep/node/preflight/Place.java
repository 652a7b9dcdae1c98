package io.lockstep.node.preflight;

import io.lockstep.log.LogConnection;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.state.image.ClusterImage;
import java.util.Optional;

/**
 * What is looked at.
 *
 * @param image the cluster as the log has it; empty where the log could not be read
 */
record Place(
    NodeSettings settings,
    LogConnection connection,
    Profile profile,
    Optional<ClusterImage> image) {
  /** The node as its cluster knows it, or will know it. */
  NodeView node() {
    return image
        .filter(known -> known.members().get(settings.node()).isPresent())
        .map(known -> NodeView.of(known, settings.node()))
        .orElseGet(
            () -> new NodeView(settings.node(), settings.site().orElse(null), settings.roles()));
  }
}
