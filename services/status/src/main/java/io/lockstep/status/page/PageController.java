package io.lockstep.status.page;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;

/**
 * The page, at the root. It holds no status: it asks the API like everybody else, so whoever can
 * reach the port may have it.
 */
@Hidden
@Controller
final class PageController {
  /** Its own scripts and styles, its own API, and text that is never taken for markup. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<CharSequence, CharSequence> HEADERS =
      Map.of(
          "Content-Security-Policy",
          POLICY,
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          HttpHeaders.CACHE_CONTROL,
          "no-cache");

  private final PageFiles files;

  PageController(PageFiles files) {
    this.files = files;
  }

  @Get("/")
  @Produces("*/*")
  HttpResponse<byte[]> index(@Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
    return answer("index.html", known);
  }

  @Get("/page/{name}")
  @Produces("*/*")
  HttpResponse<byte[]> file(
      String name, @Nullable @Header(HttpHeaders.IF_NONE_MATCH) String known) {
    return answer(name, known);
  }

  private HttpResponse<byte[]> answer(String name, String known) {
    return files
        .file(name)
        .map(
            file -> {
              MutableHttpResponse<byte[]> response =
                  file.tag().equals(known)
                      ? HttpResponse.notModified()
                      : HttpResponse.ok(file.content()).contentType(file.mediaType());
              return response.headers(HEADERS).header(HttpHeaders.ETAG, file.tag());
            })
        .orElseGet(HttpResponse::notFound);
  }
}
