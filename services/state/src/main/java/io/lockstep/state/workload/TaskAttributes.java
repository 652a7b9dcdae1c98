package io.lockstep.state.workload;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which kinds of tasks a node is for: the attributes of its task processor. */
final class TaskAttributes {
  /** The parameter that has them. */
  static final String PARAMETER = "EventQueue.taskProcessor.attributes";

  /** What the product does without a value. */
  static final String DEFAULT =
      "PGP=false, PUSH=false, PULL=false, FM_TRIGGERED=false, MAINTENANCE=false";

  private static final String NODE = "node:";

  private TaskAttributes() {}

  /**
   * The attributes of a node by name: the product's defaults, then the shared or its site's value
   * of the parameter, then those attributes of the node itself that are true or false, then the
   * node's own value of the parameter. Whatever comes later wins, name by name.
   */
  static SortedMap<String, Boolean> of(ClusterImage image, Member member) {
    SortedMap<String, Boolean> attributes = new TreeMap<>();
    read(DEFAULT, attributes);
    ConfigurationChanged set =
        image
            .configuration()
            .effective(PARAMETER, member.getId(), member.getSite())
            .map(entity -> entity.payload(ConfigurationChanged.class))
            .orElse(null);
    boolean own = set != null && set.getScope().startsWith(NODE);
    if (set != null && !own && set.getSealed() == null) {
      read(set.getValue(), attributes);
    }
    for (Map.Entry<String, String> attribute : member.getAttributes().entrySet()) {
      put(attribute.getKey(), attribute.getValue(), attributes);
    }
    if (own && set.getSealed() == null) {
      read(set.getValue(), attributes);
    }
    return Collections.unmodifiableSortedMap(attributes);
  }

  /** Reads NAME=true|false, separated by commas; what is neither says nothing of tasks. */
  private static void read(String text, Map<String, Boolean> attributes) {
    for (String pair : text.split(",")) {
      int at = pair.indexOf('=');
      if (at > 0) {
        put(pair.substring(0, at).strip(), pair.substring(at + 1).strip(), attributes);
      }
    }
  }

  private static void put(String name, String value, Map<String, Boolean> attributes) {
    if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
      attributes.put(name, Boolean.valueOf(value.toLowerCase(Locale.ROOT)));
    }
  }
}
