package io.lockstep.topology.policy;

import io.lockstep.schema.ConfigurationView;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The parameters of the cluster's configuration that statuses are judged by. */
public final class Settings {
  /** Milliseconds without a report after which a node is gone. */
  public static final String CONNECTION_TIMEOUT = "Cluster.connectionTimeout";

  /** Most milliseconds that a node's clock may differ. */
  public static final String MAXIMUM_CLOCK_SKEW = "Cluster.maximumClockSkew";

  /** Whether the nodes' APIs are protected by TLS. */
  public static final String TLS = "Cluster.enable.SSL";

  /** Fewest nodes that must be available. */
  public static final String MINIMUM_NODES = "Cluster.minimumNodes";

  /** Prefix of the fewest available holders of a role, followed by the role. */
  public static final String MINIMUM_HOLDERS = "Cluster.minimumHolders.";

  private Settings() {}

  /** Whether a parameter is one of them: they are the cluster's, so only shared ones are. */
  public static boolean judgeBy(ConfigurationView view) {
    String key = view.getKey();
    return view.getScope().equals("shared")
        && !view.getSecret()
        && (key.equals(CONNECTION_TIMEOUT)
            || key.equals(MAXIMUM_CLOCK_SKEW)
            || key.equals(TLS)
            || key.equals(MINIMUM_NODES)
            || key.startsWith(MINIMUM_HOLDERS));
  }

  /**
   * A policy with what the configuration says. A value that is none is left out: the deciders
   * refuse it, and status must not stop for it.
   */
  public static Policy over(Policy defaults, Collection<ConfigurationView> settings) {
    Map<String, String> values = new HashMap<>();
    settings.forEach(setting -> values.put(setting.getKey(), setting.getValue()));
    Map<String, Integer> holders = new HashMap<>(defaults.minimumHolders());
    values.forEach(
        (key, value) -> {
          if (key.startsWith(MINIMUM_HOLDERS)) {
            String role = key.substring(MINIMUM_HOLDERS.length());
            holders.put(role, (int) number(value, 0, Integer.MAX_VALUE, 0));
          }
        });
    return new Policy(
        number(values.get(CONNECTION_TIMEOUT), 1, Long.MAX_VALUE, defaults.connectionTimeout()),
        defaults.lagBound(),
        defaults.lagWindow(),
        number(values.get(MAXIMUM_CLOCK_SKEW), 1, Long.MAX_VALUE, defaults.maximumClockSkew()),
        defaults.primaryGrace(),
        (int) number(values.get(MINIMUM_NODES), 0, Integer.MAX_VALUE, defaults.minimumNodes()),
        holders,
        values.containsKey(TLS) ? !"false".equals(values.get(TLS)) : defaults.tls());
  }

  private static long number(String text, long least, long most, long otherwise) {
    if (text == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(text.strip());
      return number >= least && number <= most ? number : otherwise;
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }
}
