package io.lockstep.cli.client;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
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
            .append(encoded(namesAndValues[i + 1]));
      }
    }
    return query.toString();
  }

  /** Percent-encodes a name as a segment of a path, which an empty one would be none of. */
  static String encode(String name) {
    if (name.isEmpty()) {
      throw new Failure(ExitCodes.USAGE, "usage", "a name is empty (\"\"); give the name");
    }
    return encoded(name);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
