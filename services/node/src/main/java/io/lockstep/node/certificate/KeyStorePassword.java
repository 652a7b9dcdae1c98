package io.lockstep.node.certificate;

import io.lockstep.materialize.profile.NodeView;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.ConfigurationImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.util.Optional;

/** The parameter that has the password of the key stores and trust stores. */
public final class KeyStorePassword {
  /** Its key. Without it the password is "changeit". */
  public static final String PARAMETER = "Cluster.Crypto.keystorePassword";

  private KeyStorePassword() {}

  /** The value that holds on a node: its own before its site's before the shared. */
  static Optional<Entity> of(ClusterImage image, NodeView node) {
    ConfigurationImage configuration = image.configuration();
    return configuration
        .get(PARAMETER, "node:" + node.id())
        .or(
            () ->
                node.site() == null
                    ? Optional.empty()
                    : configuration.get(PARAMETER, "site:" + node.site()))
        .or(() -> configuration.get(PARAMETER, EntityKeys.SHARED));
  }
}
