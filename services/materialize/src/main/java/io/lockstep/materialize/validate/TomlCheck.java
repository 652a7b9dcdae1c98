package io.lockstep.materialize.validate;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.toml.TomlFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlVersion;

/**
 * TOML 1.0. Lockstep's own reader comes first: it needs little more than the text and no more time
 * than its length asks for, where tomlj looks at what it does not understand over and over. Of what
 * that takes, tomlj has to take what is not too large for it; the rest may have what TOML 1.1 has
 * besides.
 */
final class TomlCheck {
  /** Characters that tomlj reads: it takes up to 300 bytes for each. */
  static final int MOST_JUDGED = 64 * 1024;

  /** Characters; a larger file is refused, since it is read whole. */
  static final long MOST = 16 * 1024 * 1024;

  private TomlCheck() {}

  static Optional<Problem> check(InputStream in) throws IOException {
    PlacedReader reader = new PlacedReader(in, StandardCharsets.UTF_8, c -> false, MOST);
    StringBuilder text = new StringBuilder();
    char[] part = new char[16 * 1024];
    for (int count = reader.read(part); count >= 0; count = reader.read(part)) {
      text.append(part, 0, count);
    }
    Optional<Problem> problem = read(text.toString());
    return problem.isPresent() || text.length() > MOST_JUDGED ? problem : judged(text.toString());
  }

  private static Optional<Problem> read(String text) {
    try {
      TomlFormat.requireWellFormed(text);
      return Optional.empty();
    } catch (MalformedFileException e) {
      String what = e.getMessage().replaceFirst("^line \\d+, column \\d+: ", "");
      return Optional.of(new Problem(e.line(), e.column(), what));
    }
  }

  private static Optional<Problem> judged(String text) {
    TomlParseResult result;
    try {
      result = Toml.parse(text, TomlVersion.V1_0_0);
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
