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

  /** What an alias has, in words. */
  static final String ALIAS_FORM = "1 to 80 lower-case letters, digits and hyphens";

  private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,80}");

  /** What a parameter's values are. */
  public enum Type {
    /** A whole number between two bounds. */
    INTEGER,
    /** One of a few words. */
    CHOICE,
    /** The alias of a certificate that the cluster has. */
    ALIAS
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

  static KnownParameter alias(String key, String value, boolean sharedOnly, String text) {
    return new KnownParameter(key, Type.ALIAS, value, 0, 0, List.of(), sharedOnly, text);
  }

  /** Whether a text can name a certificate. */
  static boolean isAlias(String text) {
    return ALIAS.matcher(text).matches();
  }

  /** What values it may have, in words. */
  public String bounds() {
    return switch (type) {
      case INTEGER -> "a whole number from " + minimum + " to " + maximum;
      case CHOICE -> "one of " + String.join(", ", values);
      case ALIAS -> "the alias of a certificate, " + ALIAS_FORM;
    };
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
    if (type == Type.ALIAS) {
      return isAlias(value);
    }
    if (!INTEGER.matcher(value).matches()) {
      return false;
    }
    long number = Long.parseLong(value);
    return number >= minimum && number <= maximum;
  }
}
