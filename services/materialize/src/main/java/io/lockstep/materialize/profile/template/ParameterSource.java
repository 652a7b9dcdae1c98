package io.lockstep.materialize.profile.template;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.SecretUnopenedException;
import java.util.Optional;

/** Where templates ask for parameters. */
@FunctionalInterface
public interface ParameterSource {
  /**
   * The value that holds on a node, else the default of a profile; empty for neither.
   *
   * @throws SecretUnopenedException if it is sealed and cannot be opened now
   */
  Optional<String> value(String parameter, NodeView node);
}
