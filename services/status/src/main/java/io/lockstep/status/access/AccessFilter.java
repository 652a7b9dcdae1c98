package io.lockstep.status.access;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lets a request through if it shows the token. Health may be asked by everybody, and so may the
 * page, which holds no status: it asks for the token and shows it to the API.
 */
@ServerFilter("/**")
final class AccessFilter implements Ordered {
  private static final Set<String> ANONYMOUS =
      Set.of("/health", "/health/liveness", "/health/readiness");

  /** The page and its files, which are in one folder. */
  private static final Pattern PAGE = Pattern.compile("/|/page/[a-z.]+");

  private final ViewerToken token;

  AccessFilter(ViewerToken token) {
    this.token = token;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  @Nullable
  HttpResponse<Map<String, Object>> check(HttpRequest<?> request) {
    if (ANONYMOUS.contains(request.getPath())
        || PAGE.matcher(request.getPath()).matches()
        || token.admits(request.getHeaders().get(HttpHeaders.AUTHORIZATION))) {
      return null; // goes on
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", HttpStatus.UNAUTHORIZED.getReason());
    document.put("status", HttpStatus.UNAUTHORIZED.getCode());
    document.put(
        "detail",
        "the request does not show the token of the status application's access.token.file;"
            + " send it as \"Authorization: Bearer TOKEN\"");
    document.put("code", "unauthenticated");
    return HttpResponse.<Map<String, Object>>status(HttpStatus.UNAUTHORIZED)
        .contentType("application/problem+json")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .body(document);
  }
}
