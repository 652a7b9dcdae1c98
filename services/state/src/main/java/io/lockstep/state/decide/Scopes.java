package io.lockstep.state.decide;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.MembersImage;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Scopes of parameters. */
final class Scopes {
  private static final Pattern FORM =
      Pattern.compile("(site|node):[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

  private Scopes() {}

  /** Requires that a scope is well formed and, unless it is shared, that somebody has it. */
  static void require(Supplier<ClusterImage> view, String entity, String scope) {
    if (scope.equals(EntityKeys.SHARED)) {
      return;
    }
    if (!FORM.matcher(scope).matches()) {
      throw new RefusedException(
          Codes.UNKNOWN_SCOPE,
          entity,
          "\"%s\" is no scope: it is shared, site:NAME or node:ID"
              .formatted(Texts.shortened(scope)));
    }
    MembersImage members = view.get().members();
    String name = scope.substring(scope.indexOf(':') + 1);
    boolean known =
        scope.startsWith("node:")
            ? members.present(name).isPresent()
            : members.present().stream().anyMatch(m -> name.equals(m.getSite()));
    if (!known) {
      throw new RefusedException(
          Codes.UNKNOWN_SCOPE,
          entity,
          scope.startsWith("node:")
              ? "there is no node \"%s\" in the cluster; lockstep node list names them"
                  .formatted(name)
              : "no node of the cluster is at site \"%s\"; let one join first".formatted(name));
    }
  }
}
