package io.lockstep.state.decide;

import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A parameter that Lockstep or a profile knows.
 *
 * @param key its name
 * @param type what its values are
 * @param defaultValue what holds where it has no value; null where nobody says
 * @param minimum least value of a number; null for none
 * @param maximum greatest value of a number; null for none
 * @param values the values of a {@link Type#CHOICE}
 * @param where which scopes may have values of their own
 * @param secret whether its values are sealed
 * @param pattern what a whole value has to match; null for anything
 * @param profile the profile that knows it; null for Lockstep itself
 * @param text what it is for
 */
public record KnownParameter(
    String key,
    Type type,
    String defaultValue,
    BigDecimal minimum,
    BigDecimal maximum,
    List<String> values,
    Where where,
    boolean secret,
    BoundedPattern pattern,
    String profile,
    String text) {
  /** One spelling for each number, since products differ on what 010 is; 18 digits fit a long. */
  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

  private static final Pattern EXPONENT = Pattern.compile("[+-]?[0-9.]+[eE][+-]?[0-9]+");

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,252})|\\[?[0-9A-Fa-f:.]{2,45}(%[\\w.-]+)?]?");

  /** What an alias has, in words. */
  static final String ALIAS_FORM = "1 to 80 lower-case letters, digits and hyphens";

  private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{1,80}");

  /** What a parameter's values are. */
  public enum Type {
    /** Any text. */
    TEXT,
    /** A whole number between two bounds. */
    INTEGER,
    /** A number, perhaps with a fraction, between two bounds. */
    NUMBER,
    /** true or false. */
    BOOLEAN,
    /** One of a few words. */
    CHOICE,
    /** Texts, separated by commas. */
    LIST,
    /** An absolute URL. */
    URL,
    /** The name or the address of a host. */
    HOST,
    /** The alias of a certificate that the cluster has. */
    ALIAS
  }

  /** Which scopes may have values of their own. */
  public enum Where {
    /** All. */
    ANY,
    /** None: it holds for the whole cluster. */
    SHARED,
    /** Nodes, and nothing else. */
    NODE
  }

  /** Copies the list. */
  public KnownParameter {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(text, "text");
    values = List.copyOf(values);
  }

  static KnownParameter integer(
      String key, long value, long minimum, long maximum, boolean sharedOnly, String text) {
    return new KnownParameter(
        key,
        Type.INTEGER,
        Long.toString(value),
        BigDecimal.valueOf(minimum),
        BigDecimal.valueOf(maximum),
        List.of(),
        where(sharedOnly),
        false,
        null,
        null,
        text);
  }

  static KnownParameter choice(
      String key, String value, List<String> values, boolean sharedOnly, String text) {
    return of(key, Type.CHOICE, value, values, where(sharedOnly), null, text);
  }

  static KnownParameter alias(String key, String value, boolean sharedOnly, String text) {
    return of(key, Type.ALIAS, value, List.of(), where(sharedOnly), null, text);
  }

  static KnownParameter text(
      String key, String value, boolean sharedOnly, BoundedPattern pattern, String text) {
    return of(key, Type.TEXT, value, List.of(), where(sharedOnly), pattern, text);
  }

  private static KnownParameter of(
      String key,
      Type type,
      String value,
      List<String> values,
      Where where,
      BoundedPattern pattern,
      String text) {
    return new KnownParameter(
        key, type, value, null, null, values, where, false, pattern, null, text);
  }

  private static Where where(boolean sharedOnly) {
    return sharedOnly ? Where.SHARED : Where.ANY;
  }

  /** Whether sites and nodes may not have values of their own. */
  public boolean sharedOnly() {
    return where == Where.SHARED;
  }

  /** Whether a text can name a certificate. */
  static boolean isAlias(String text) {
    return ALIAS.matcher(text).matches();
  }

  /** What values it may have, in words. */
  public String bounds() {
    String form =
        switch (type) {
          case TEXT -> "a text";
          case INTEGER -> "a whole number" + between();
          case NUMBER -> "a number" + between();
          case BOOLEAN -> "true or false";
          case CHOICE -> "one of " + String.join(", ", values);
          case LIST -> "texts separated by commas";
          case URL -> "an absolute URL, such as https://host:8443/path";
          case HOST -> "the name or the IP address of a host, without port";
          case ALIAS -> "the alias of a certificate, " + ALIAS_FORM;
        };
    return pattern == null ? form : pattern.bounds(form);
  }

  private String between() {
    if (minimum != null && maximum != null) {
      return " from " + minimum.toPlainString() + " to " + maximum.toPlainString();
    }
    if (minimum != null) {
      return " from " + minimum.toPlainString();
    }
    return maximum == null ? "" : " up to " + maximum.toPlainString();
  }

  /** What is wrong with a value; empty if nothing is. */
  public Optional<String> problem(String value) {
    if (isValid(value) && (pattern == null || pattern.matches(value))) {
      return Optional.empty();
    }
    return Optional.of(
        "%s cannot be \"%s\": set it to %s%s%s"
            .formatted(
                key,
                secret ? "(secret)" : Texts.shortened(value),
                bounds(),
                spelling(value),
                defaultValue == null ? "" : " (default " + defaultValue + ")"));
  }

  /** A number with an exponent is one, so the bounds do not tell what is wrong with it. */
  private String spelling(String value) {
    return (type == Type.INTEGER || type == Type.NUMBER) && EXPONENT.matcher(value).matches()
        ? ", without an exponent, such as 1000 and not 1e3"
        : "";
  }

  private boolean isValid(String value) {
    return switch (type) {
      case TEXT -> true;
      case INTEGER -> INTEGER.matcher(value).matches() && isWithin(value);
      case NUMBER -> NUMBER.matcher(value).matches() && isWithin(value);
      case BOOLEAN -> value.equals("true") || value.equals("false");
      case CHOICE -> values.contains(value);
      case LIST -> isList(value);
      case URL -> isUrl(value);
      case HOST -> HOST.matcher(value).matches();
      case ALIAS -> isAlias(value);
    };
  }

  private boolean isWithin(String value) {
    BigDecimal number = new BigDecimal(value);
    return (minimum == null || number.compareTo(minimum) >= 0)
        && (maximum == null || number.compareTo(maximum) <= 0);
  }

  /** Nothing is a list without items. */
  private static boolean isList(String value) {
    if (value.isEmpty()) {
      return true;
    }
    for (String item : value.split(",", -1)) {
      if (item.isBlank()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUrl(String value) {
    try {
      URI uri = new URI(value);
      return uri.getScheme() != null && uri.getRawAuthority() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
