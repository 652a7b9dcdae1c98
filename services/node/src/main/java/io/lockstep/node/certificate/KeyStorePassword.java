package io.lockstep.node.certificate;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.Optional;

/** The parameter that has the password of the key stores and trust stores. */
public final class KeyStorePassword {
  /** Its key. Without it the password is "changeit". */
  public static final String PARAMETER = "Cluster.Crypto.keystorePassword";

  private KeyStorePassword() {}

  /** The value that holds on a node: its own before its site's before the shared. */
  static Optional<Entity> of(ClusterImage image, NodeView node) {
    return image.configuration().effective(PARAMETER, node.id(), node.site());
  }
}
