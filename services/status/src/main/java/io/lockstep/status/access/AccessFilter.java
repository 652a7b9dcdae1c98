package io.lockstep.status.access;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
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

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1])(:[0-9]{1,5})?");

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
    if (ANONYMOUS.contains(request.getPath()) || PAGE.matcher(request.getPath()).matches()) {
      return null; // goes on
    }
    if (token.isNone() && !isThisMachine(request.getHeaders().get(HttpHeaders.HOST))) {
      return refusal(
          HttpStatus.FORBIDDEN,
          "not-allowed",
          "without access.token.file the status is for this machine alone;"
              + " ask for it as 127.0.0.1 or localhost");
    }
    if (token.admits(request.getHeaders().get(HttpHeaders.AUTHORIZATION))) {
      return null; // goes on
    }
    return refusal(
            HttpStatus.UNAUTHORIZED,
            "unauthenticated",
            "the request does not show the token of the status application's access.token.file;"
                + " send it as \"Authorization: Bearer TOKEN\"")
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  /** A site whose name was made to lead here would have a browser send that name. */
  static boolean isThisMachine(String host) {
    return host != null && THIS_MACHINE.matcher(host).matches();
  }

  private static MutableHttpResponse<Map<String, Object>> refusal(
      HttpStatus status, String code, String detail) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", status.getReason());
    document.put("status", status.getCode());
    document.put("detail", detail);
    document.put("code", code);
    return HttpResponse.<Map<String, Object>>status(status)
        .contentType("application/problem+json")
        .body(document);
  }
}
