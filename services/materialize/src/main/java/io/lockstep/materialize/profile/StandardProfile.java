package io.lockstep.materialize.profile;

import io.lockstep.materialize.servers.ServersFile;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.PromotionImage;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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
 *   <li>Sealed values. The image has only their ciphertext, and an empty value would be a wrong
 *       one.
 * </ul>
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

  private static final List<String> HEADER =
      List.of(
          "Written by Lockstep. Changes made here by hand do not last.",
          "Change a parameter with: lockstep config set KEY VALUE");

  @Override
  public String name() {
    return "standard";
  }

  @Override
  public List<Output> outputs(ClusterImage image, NodeView node) {
    List<Output> outputs = new ArrayList<>(2);
    outputs.add(new Output(CONFIGURATION, configuration(image, node), MODE));
    PromotionImage promotion = image.promotion();
    if (promotion.entities().get(EntityKeys.PROMOTION_ORDER).isPresent()) {
      ServersFile servers = new ServersFile(promotion.order(), promotion.trailer());
      outputs.add(new Output(SERVERS, servers.format(), MODE));
    }
    return List.copyOf(outputs);
  }

  private static byte[] configuration(ClusterImage image, NodeView node) {
    TreeMap<String, String> values = new TreeMap<>();
    image
        .configuration()
        .effectiveEntries(node.id(), node.site())
        .forEach(
            (key, entry) -> {
              if (entry.getSealed() == null) {
                values.put(key, entry.getValue());
              }
            });
    return PropertiesText.format(HEADER, values);
  }
}
