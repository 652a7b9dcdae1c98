package io.lockstep.materialize.profile;

import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.PromotionImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The profile {@code standard}: {@code configuration.properties} and {@code servers}.
 *
 * <p>{@code configuration.properties} has the values that hold on the node (its own before its
 * site's before the shared), ordered by key, and is the same on two nodes for which the same values
 * hold. It is ASCII with escapes, so {@link java.util.Properties} reads it from a stream and from a
 * reader of any usual charset. Not in it are:
 *
 * <ul>
 *   <li>Defaults of known parameters. They belong to the version of the software that reads them,
 *       not to the state: during a rolling upgrade two nodes at one revision would write different
 *       files, and the product could not tell a value that somebody chose from one that nobody did,
 *       and would lose its own default, which may be another.
 *   <li>The texts of installed profiles, {@code Profile.NAME}.
 * </ul>
 *
 * <p>Sealed values are in it opened, and only its owner may read it as long as there is one.
 *
 * <p>{@code servers} is the promotion order, byte for byte the same on all nodes. It is made once
 * the cluster has an order, so that a file that somebody is about to import is not replaced by an
 * empty one.
 */
public final class StandardProfile implements Profile {
  /** Name of the file of parameters. */
  public static final String CONFIGURATION = "configuration.properties";

  /** Name of the file of the promotion order. */
  public static final String SERVERS = "servers";

  private static final int MODE = 0644;
  private static final int SECRET_MODE = 0600;

  private static final List<String> HEADER =
      List.of(
          "Written by Lockstep. Changes made here by hand do not last.",
          "Change a parameter with: lockstep config set KEY VALUE");

  @Override
  public String name() {
    return "standard";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node, Secrets secrets) {
    List<Output> outputs = new ArrayList<>(2);
    outputs.add(configuration(image, node, secrets));
    PromotionImage promotion = image.promotion();
    if (promotion.entities().get(EntityKeys.PROMOTION_ORDER).isPresent()) {
      ServersFile servers = new ServersFile(promotion.order(), promotion.trailer());
      outputs.add(new Output(SERVERS, servers.format(), MODE));
    }
    return List.copyOf(outputs);
  }

  private static Output configuration(ClusterImage image, NodeView node, Secrets secrets) {
    List<ConfigurationChanged> values =
        image.configuration().effectiveEntries(node.id(), node.site());
    PropertiesText text = new PropertiesText(HEADER, values.size());
    int mode = MODE;
    for (ConfigurationChanged entry : values) {
      if (ProfileNames.of(entry.getKey()).isPresent()) {
        continue;
      }
      if (entry.getSealed() == null) {
        text.add(entry.getKey(), entry.getValue());
        continue;
      }
      String entity = EntityKeys.configuration(entry.getKey(), entry.getScope());
      try {
        text.add(entry.getKey(), OpenedText.open(secrets, entry.getSealed(), entity));
        mode = SECRET_MODE;
      } catch (SecretUnopenedException e) {
        return Output.held(CONFIGURATION, e.getMessage());
      }
    }
    return new Output(CONFIGURATION, text.bytes(), mode);
  }
}
