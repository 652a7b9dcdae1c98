package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.trust.token.Session;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whose session a request belongs to. Any thread. */
@Singleton
final class Sessions {
  private static final String ATTRIBUTE = Session.class.getName();

  private final NodeService node;

  Sessions(NodeService node) {
    this.node = node;
  }

  /**
   * Proves a token.
   *
   * @throws io.lockstep.trust.token.TokenException if it is no good
   */
  Session verify(String token) {
    return node.trust().verifySession(token, node.replay().image().trust()::isRevoked);
  }

  /** Notes whose request it is. */
  static void attach(HttpRequest<?> request, Session session) {
    request.setAttribute(ATTRIBUTE, session);
  }

  /**
   * Whose request it is.
   *
   * @throws IllegalStateException if nobody was authenticated, which the filter sees to
   */
  static Session of(HttpRequest<?> request) {
    return find(request).orElseThrow(() -> new IllegalStateException("the request has no session"));
  }

  /** Whose request it is; empty for nobody's. */
  static Optional<Session> find(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Session.class);
  }
}
