package io.lockstep.materialize;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.state.image.ClusterImage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A file for each parameter: the key is its path, the value its text. */
public record TextProfile(int mode) implements Profile {
  public TextProfile() {
    this(0640);
  }

  @Override
  public String name() {
    return "text";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    return image.configuration().effectiveEntries(node.id(), node.site()).stream()
        .map(
            entry ->
                new Output(entry.getKey(), entry.getValue().getBytes(StandardCharsets.UTF_8), mode))
        .toList();
  }
}
