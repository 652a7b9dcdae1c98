package io.lockstep.node.http;

import io.lockstep.trust.token.Role;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import java.util.Optional;

/** Who may ask for what. */
final class Roles {
  /** The health endpoints: who asks whether a node is well has no token. */
  private static final String ANONYMOUS = "/health";

  private Roles() {}

  /** Whether everybody may ask for a path, without a token. */
  static boolean isAnonymous(String path) {
    return path.equals(ANONYMOUS) || path.startsWith(ANONYMOUS + "/");
  }

  /** The least role that a route asks for; empty if it does not say, so that nobody may. */
  static Optional<Role> least(AnnotationMetadataProvider route) {
    return route.getAnnotationMetadata().enumValue(Access.class, Role.class);
  }

  /** The least role that a request asks for; to learn that there is nothing, that of a reader. */
  static Optional<Role> least(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request).map(Roles::least).orElse(Optional.of(Role.VIEWER));
  }

  /** Whether a role has at least the rights of another. A node reads, as a viewer does. */
  static boolean suffices(Role role, Role least) {
    return rank(role) >= rank(least);
  }

  private static int rank(Role role) {
    return switch (role) {
      case ADMIN -> 3;
      case OPERATOR -> 2;
      case VIEWER, NODE -> 1;
    };
  }
}
