package io.lockstep.materialize.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.util.Locale;

/** Readers of JSON as RFC 8259 has it, with bounds; and their complaints without values. */
public final class StrictJson {
  /** Objects and arrays within each other; deeper is refused. */
  public static final int MAX_DEPTH = 500;

  /** Characters of a text; a longer one is refused. */
  public static final int MAX_TEXT = 16 * 1024 * 1024;

  private StrictJson() {}

  /**
   * A new factory.
   *
   * @param unique whether a key that an object has twice is refused; costs memory for each key
   */
  public static JsonFactory factory(boolean unique) {
    return new JsonFactoryBuilder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(1_000)
                .maxStringLength(MAX_TEXT)
                .maxNameLength(50_000)
                .build())
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, unique)
        .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
        .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
        .build();
  }

  /** What is wrong; Jackson's own words quote the file, which may hold secrets. */
  public static String problem(JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (e instanceof StreamConstraintsException) {
      return constraint(lower);
    }
    if (lower.startsWith("duplicate")) {
      return "the object has this key already: leave one of them";
    }
    if (lower.contains("end-of-input") || lower.contains("end of input")) {
      return "the file ends within a value: it is cut off";
    }
    if (lower.startsWith("unrecognized token")) {
      return "a word that JSON does not know: texts need quotes, and the only words are true, false"
          + " and null";
    }
    if (lower.contains("unquoted character") || lower.contains("illegal unquoted")) {
      return "a control character in a text: write it with a backslash";
    }
    if (lower.contains("escape")) {
      return "a backslash that starts no escape: write \\\\ for one";
    }
    if (lower.contains("number") || lower.contains("numeric") || lower.contains("digit")) {
      return "a number that JSON does not spell so";
    }
    return "a character that JSON does not have here";
  }

  private static String constraint(String lower) {
    if (lower.contains("depth")) {
      return "more than " + MAX_DEPTH + " objects and arrays stand within each other";
    }
    return lower.contains("number")
        ? "a number has more than 1000 digits"
        : lower.contains("name")
            ? "a key has more than 50000 characters"
            : "a text has more than " + MAX_TEXT + " characters";
  }
}
