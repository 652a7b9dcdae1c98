package io.lockstep.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Puts request paths together. */
final class Paths {
  private Paths() {}

  /** {@code ?name=value&…}, without those whose value is null; empty when none is left. */
  static String query(String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (namesAndValues[i + 1] != null) {
        query
            .append(query.length() == 0 ? '?' : '&')
            .append(namesAndValues[i])
            .append('=')
            .append(encode(namesAndValues[i + 1]));
      }
    }
    return query.toString();
  }

  /** Percent-encodes a path segment or a query value. */
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
