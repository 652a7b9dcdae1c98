package io.lockstep.status.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refusals as RFC 9457 problem documents. */
final class Problems {
  static final String MEDIA_TYPE = "application/problem+json";

  private Problems() {}

  /**
   * A refusal.
   *
   * @param code stable, for programs
   * @param detail what is wrong and what to do
   */
  static HttpResponse<Map<String, Object>> of(HttpStatus status, String code, String detail) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", status.getReason());
    document.put("status", status.getCode());
    document.put("detail", detail);
    document.put("code", code);
    return HttpResponse.<Map<String, Object>>status(status).contentType(MEDIA_TYPE).body(document);
  }
}
