package io.lockstep.status.past;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeStatus;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The nodes that can be asked: they are heard, are ready, and answer by https. */
public final class ReadyNodes {
  private ReadyNodes() {}

  /** Id and address, those at the head first. */
  public static Map<String, URI> of(Collection<NodeStatus> nodes) {
    Map<String, URI> ready = new LinkedHashMap<>();
    nodes.stream()
        .filter(node -> node.getReady() && !node.getQuiet())
        .filter(node -> node.getState() != NodeHealth.OFFLINE)
        .sorted(
            Comparator.comparing((NodeStatus node) -> node.getState() != NodeHealth.ONLINE)
                .thenComparing(NodeStatus::getLagEvents)
                .thenComparing(NodeStatus::getNode))
        .forEach(node -> address(node.getUrl()).ifPresent(url -> ready.put(node.getNode(), url)));
    return ready;
  }

  private static Optional<URI> address(String url) {
    try {
      URI address = new URI(url == null ? "" : url);
      boolean usable =
          "https".equalsIgnoreCase(address.getScheme())
              && address.getHost() != null
              && address.getUserInfo() == null;
      return usable ? Optional.of(address.resolve("/")) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
