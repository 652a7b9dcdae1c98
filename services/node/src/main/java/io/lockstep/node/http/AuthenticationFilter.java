package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.trust.token.Role;
import io.lockstep.trust.token.Session;
import io.lockstep.trust.token.TokenException;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a request through if its session token is good and its role suffices. Before everything
 * else: who is not let through learns nothing, and no body is read.
 */
@ServerFilter("/**")
final class AuthenticationFilter implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(AuthenticationFilter.class);
  private static final String SCHEME = "Bearer ";

  /** Genuine tokens: who presents one is no stranger that guesses. */
  private static final Set<String> GENUINE =
      Set.of(TokenException.EXPIRED, TokenException.REVOKED, TokenException.NOT_YET_VALID);

  private final Sessions sessions;
  private final FailedAttempts attempts;
  private final NodeService node;

  AuthenticationFilter(Sessions sessions, FailedAttempts attempts, NodeService node) {
    this.sessions = sessions;
    this.node = node;
    this.attempts = attempts;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  @Nullable
  HttpResponse<ProblemDocument> check(HttpRequest<?> request) {
    if (Roles.isAnonymous(request.getPath())) {
      return null; // goes on
    }
    String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return unauthenticated(
          "Bearer",
          "the request has no session token; send one as \"Authorization: Bearer TOKEN\"");
    }
    InetAddress address = request.getRemoteAddress().getAddress();
    Duration wait = attempts.pause(address);
    if (!wait.isZero()) {
      return tooMany(wait);
    }
    String token = header.substring(SCHEME.length()).strip();
    if (request.getPath().equals(MetricsController.PATH)
        && request.getMethodName().equals("GET")
        && node.metricsToken().admits(token)) {
      return null; // goes on
    }
    try {
      Session session = sessions.verify(token);
      Sessions.attach(request, session);
      return authorize(request, session);
    } catch (TokenException e) {
      if (!GENUINE.contains(e.code())) {
        attempts.failed(address);
      }
      LOG.warn("not authenticated address={} code={}", address.getHostAddress(), e.code());
      return unauthenticated("Bearer error=\"invalid_token\"", e.getMessage());
    }
  }

  @Nullable
  private static HttpResponse<ProblemDocument> authorize(HttpRequest<?> request, Session session) {
    Optional<Role> least = Roles.least(request);
    if (least.isPresent() && Roles.suffices(session.role(), least.get())) {
      return null; // goes on
    }
    LOG.warn(
        "not allowed actor={} role={} method={} path={}",
        session.subject(),
        session.role().label(),
        request.getMethodName(),
        request.getPath());
    return answer(
        HttpStatus.FORBIDDEN,
        "not-allowed",
        "%s %s asks for role %s, %s has role %s"
            .formatted(
                request.getMethodName(),
                request.getPath(),
                least.map(Role::label).orElse("of nobody"),
                session.subject(),
                session.role().label()));
  }

  private static HttpResponse<ProblemDocument> unauthenticated(String challenge, String detail) {
    return answer(HttpStatus.UNAUTHORIZED, "unauthenticated", detail)
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private static HttpResponse<ProblemDocument> tooMany(Duration wait) {
    long seconds = wait.plusNanos(999_999_999).toSeconds();
    return answer(
            HttpStatus.TOO_MANY_REQUESTS,
            "too-many-attempts",
            "more than %d tokens from this address were none within %d s; wait %d s"
                .formatted(FailedAttempts.MOST, FailedAttempts.WINDOW.toSeconds(), seconds))
        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
  }

  private static MutableHttpResponse<ProblemDocument> answer(
      HttpStatus status, String code, String detail) {
    return HttpResponse.<ProblemDocument>status(status)
        .contentType(ProblemDocument.MEDIA_TYPE)
        .body(ProblemDocument.of(status, code, detail, null));
  }
}
