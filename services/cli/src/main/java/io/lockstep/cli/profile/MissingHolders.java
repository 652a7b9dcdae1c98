package io.lockstep.cli.profile;

import io.lockstep.cli.client.NodeItem;
import io.lockstep.materialize.profile.definition.OutputDefinition;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds files of profiles that no node gets, since none has a role that they are for. Pure. */
final class MissingHolders {
  private MissingHolders() {}

  /**
   * A sentence for each set of roles that nobody in the scope holds.
   *
   * @param scope where the profiles are in use: "shared", "site:S" or "node:N"
   */
  static List<String> of(List<ProfileDefinition> profiles, String scope, List<NodeItem> nodes) {
    List<NodeItem> inScope = nodes.stream().filter(node -> isIn(scope, node)).toList();
    Map<List<String>, List<String>> paths = new LinkedHashMap<>();
    for (ProfileDefinition profile : profiles) {
      for (OutputDefinition output : profile.outputs()) {
        List<String> roles = output.roles();
        if (!roles.isEmpty()
            && inScope.stream()
                .noneMatch(node -> node.roles().stream().anyMatch(roles::contains))) {
          paths.computeIfAbsent(roles, key -> new ArrayList<>()).add(output.path());
        }
      }
    }
    return paths.entrySet().stream()
        .map(
            entry ->
                "no node there has role %s, so none gets %s: lockstep node set NODE --role %s"
                    .formatted(
                        String.join(" or ", entry.getKey()),
                        String.join(", ", entry.getValue()),
                        entry.getKey().get(0)))
        .toList();
  }

  private static boolean isIn(String scope, NodeItem node) {
    return scope.equals("shared")
        || scope.equals("site:" + node.site())
        || scope.equals("node:" + node.id());
  }
}
