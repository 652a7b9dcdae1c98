package io.lockstep.state.decide;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
  /** One spelling for each number, since products differ on what 010 is; 18 digits fit a long. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

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
        key, Type.INTEGER, Long.toString(value), minimum, maximum, List.of(), sharedOnly, text);
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
        "%s cannot be \"%s\": set it to %s (default %s)"
            .formatted(key, Texts.shortened(value), bounds(), defaultValue));
  }

  private boolean isValid(String value) {
    if (type == Type.CHOICE) {
      return values.contains(value);
    }
    if (!INTEGER.matcher(value).matches()) {
      return false;
    }
    long number = Long.parseLong(value);
    return number >= minimum && number <= maximum;
  }
}
