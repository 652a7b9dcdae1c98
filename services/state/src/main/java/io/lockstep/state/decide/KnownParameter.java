package io.lockstep.state.decide;

import java.util.List;
import java.util.Optional;

/**
 * A parameter that Lockstep knows.
 *
 * @param key its name
 * @param type what its values are
 * @param defaultValue what holds where it has no value
 * @param minimum least value of a {@link Type#INTEGER}
 * @param maximum greatest value of a {@link Type#INTEGER}
 * @param values the values of a {@link Type#CHOICE}
 * @param sharedOnly whether sites and nodes may not have values of their own
 * @param text what it is for
 */
public record KnownParameter(
    String key,
    Type type,
    String defaultValue,
    long minimum,
    long maximum,
    List<String> values,
    boolean sharedOnly,
    String text) {

  /** What a parameter's values are. */
  public enum Type {
    /** A whole number between two bounds. */
    INTEGER,
    /** One of a few words. */
    CHOICE
  }

  static KnownParameter integer(
      String key, long value, long minimum, long maximum, boolean sharedOnly, String text) {
    return new KnownParameter(
        key,
        Type.INTEGER,
        Long.toString(value),
        minimum,
        maximum,
        List.of(),
        sharedOnly,
        text);
  }

  static KnownParameter choice(
      String key, String value, List<String> values, boolean sharedOnly, String text) {
    return new KnownParameter(key, Type.CHOICE, value, 0, 0, values, sharedOnly, text);
  }

  /** What values it may have, in words. */
  public String bounds() {
    return type == Type.INTEGER
        ? "a whole number from " + minimum + " to " + maximum
        : "one of " + String.join(", ", values);
  }

  /** What is wrong with a value; empty if nothing is. */
  public Optional<String> problem(String value) {
    if (isValid(value)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s cannot be \"%s\": it is %s (default %s)".formatted(key, value, bounds(), defaultValue));
  }

  private boolean isValid(String value) {
    if (type == Type.CHOICE) {
      return values.contains(value);
    }
    if (!value.matches("-?[0-9]{1,18}")) {
      return false;
    }
    long number = Long.parseLong(value);
    return number >= minimum && number <= maximum;
  }
}
