package io.lockstep.materialize.format.toml;

import java.util.List;
import java.util.stream.Collectors;

/** The spelling of keys. */
final class TomlKeys {
  private TomlKeys() {}

  /** Whether a character needs no quotes in a key. */
  static boolean bare(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  static boolean bare(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> bare((char) c));
  }

  /** One part of a key, in quotes where it needs them. */
  static String spell(String part) {
    return bare(part) ? part : TomlWriter.basic(part);
  }

  /** A dotted key. */
  static String spell(List<String> path) {
    return path.stream().map(TomlKeys::spell).collect(Collectors.joining("."));
  }
}
