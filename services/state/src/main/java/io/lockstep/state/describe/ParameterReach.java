package io.lockstep.state.describe;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * On which nodes a parameter's values hold, on which they do not, and why, in sentences without the
 * values. Pure.
 */
public final class ParameterReach {
  private static final String SITE = "site:";
  private static final String NODE = "node:";

  private ParameterReach() {}

  /** One sentence for each scope in which the parameter has a value; one if it has none. */
  public static List<String> of(ClusterImage image, String key) {
    List<String> sentences = new ArrayList<>();
    for (Entity entity : image.configuration().all()) {
      ConfigurationChanged entry = entity.payload(ConfigurationChanged.class);
      if (entry.getKey().equals(key)) {
        sentences.add(of(image, key, entry.getScope()));
      }
    }
    return sentences.isEmpty()
        ? List.of(
            "the parameter %s has no value: each node keeps what its product has".formatted(key))
        : sentences;
  }

  /** Where the value of one scope holds. */
  public static String of(ClusterImage image, String key, String scope) {
    List<String> holds = new ArrayList<>();
    Map<String, List<String>> not = new TreeMap<>();
    for (Member member : image.members().present()) {
      ConfigurationChanged holding =
          image
              .configuration()
              .effective(key, member.getId(), member.getSite())
              .map(entity -> entity.payload(ConfigurationChanged.class))
              .orElse(null);
      if (holding != null && holding.getScope().equals(scope)) {
        holds.add(member.getId());
      } else {
        not.computeIfAbsent(reason(member, scope, holding), any -> new ArrayList<>())
            .add(member.getId());
      }
    }
    StringBuilder text = new StringBuilder("the value in scope ").append(scope).append(" holds ");
    text.append(holds.isEmpty() ? "on no node" : "on " + String.join(", ", holds));
    not.forEach(
        (reason, ids) ->
            text.append("; not on ").append(String.join(", ", ids)).append(", ").append(reason));
    return text.toString();
  }

  private static String reason(Member member, String scope, ConfigurationChanged holding) {
    if (scope.startsWith(NODE) && !scope.equals(NODE + member.getId())) {
      return "since the scope is another node";
    }
    if (scope.startsWith(SITE) && !scope.equals(SITE + member.getSite())) {
      return "since the scope is another site";
    }
    return holding == null || holding.getScope().equals(EntityKeys.SHARED)
        ? "since there is no such value"
        : "where the value in scope " + holding.getScope() + " comes before it";
  }
}
