package io.lockstep.materialize.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/** TOML 1.0. */
final class TomlCheck {
  /** Characters; a larger file is refused, as the parser takes up to 300 bytes for each. */
  static final long MOST = 256 * 1024;

  private TomlCheck() {}

  static Optional<Problem> check(InputStream in) throws IOException {
    PlacedReader reader = new PlacedReader(in, StandardCharsets.UTF_8, c -> false, MOST);
    TomlParseResult result;
    try {
      result = Toml.parse(reader, TomlVersion.V1_0_0);
    } catch (StackOverflowError e) {
      // The parser recurses for each value within another and has no bound of its own.
      return Optional.of(new Problem(0, 0, "values stand too deeply within each other"));
    }
    if (!result.hasErrors()) {
      return Optional.empty();
    }
    TomlParseError error = result.errors().get(0);
    int line = error.position() == null ? 0 : error.position().line();
    int column = error.position() == null ? 0 : error.position().column();
    return Optional.of(new Problem(line, column, text(error)));
  }

  /** Without what the parser quotes of the file. */
  private static String text(TomlParseError error) {
    String message = String.valueOf(error.getMessage());
    return message
        .replaceFirst("(?s)^Unexpected .*, expected ", "something else stands where it needs ")
        .replaceFirst("(?s)^Unexpected '.*", "something that does not belong here")
        .replaceFirst("(?s) \\(line \\d+, column \\d+\\)$", "");
  }
}
