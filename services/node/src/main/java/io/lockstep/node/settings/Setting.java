package io.lockstep.node.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A setting of the node: its name, type, default, bounds and meaning in one place. Checked before
 * any thread starts; the reference table in the README is generated from it.
 *
 * @param name as it stands in the settings file
 * @param type what its values are
 * @param defaultValue what holds where it is not set; null where it must be set
 * @param minimum least value of a number
 * @param maximum greatest value of a number
 * @param text what it is for
 */
public record Setting(
    String name, Type type, String defaultValue, long minimum, long maximum, String text) {

  /** What a setting's values are. */
  public enum Type {
    /** Any text. */
    TEXT("text", "", value -> true),
    /** Any text, which is never shown. */
    PASSWORD("password", "", value -> true),
    /** A whole number. */
    NUMBER("number", "", value -> value.matches("-?[0-9]{1,18}")),
    /** An absolute http or https URL. */
    URL("URL", "the form http://HOST:PORT", Setting::isUrl),
    /** A folder. */
    FOLDER("folder", "", Setting::isPath),
    /** Words separated by commas. */
    LIST("list", "", value -> true),
    /** NAME=VALUE separated by commas. */
    PAIRS("list", "NAME=VALUE", value -> words(value).allMatch(word -> word.indexOf('=') > 0)),
    /** Name of a node or site. */
    NAME(
        "name",
        "1 to 63 letters, digits, '.', '_' and '-', the first a letter or digit",
        value -> value.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")),
    /** Name of a cluster, part of the names of topics. */
    CLUSTER(
        "name",
        "1 to 100 letters, digits, '_' and '-'",
        value -> value.matches("[A-Za-z0-9_-]{1,100}"));

    private final String word;
    private final String form;
    private final Predicate<String> valid;

    Type(String word, String form, Predicate<String> valid) {
      this.word = word;
      this.form = form;
      this.valid = valid;
    }

    /** The type in words. */
    public String word() {
      return word;
    }
  }

  static Setting required(String name, Type type, String text) {
    return new Setting(name, type, null, 0, 0, text);
  }

  static Setting optional(String name, Type type, String defaultValue, String text) {
    return new Setting(name, type, defaultValue, 0, 0, text);
  }

  static Setting bounded(String name, long value, long minimum, long maximum, String text) {
    return new Setting(name, Type.NUMBER, Long.toString(value), minimum, maximum, text);
  }

  /** Its bounds in words; empty where any value of the type will do. */
  public Optional<String> bounds() {
    return type == Type.NUMBER
        ? Optional.of(minimum + " to " + maximum)
        : Optional.of(type.form).filter(form -> !form.isEmpty());
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> problem(String value) {
    boolean optional = defaultValue != null && defaultValue.isEmpty();
    if (value.isEmpty() && optional || type.valid.test(value) && isWithin(value)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is \"%s\", but wants a %s%s"
            .formatted(
                name, value, type.word(), bounds().map(bounds -> " of " + bounds).orElse("")));
  }

  private boolean isWithin(String value) {
    return type != Type.NUMBER
        || Long.parseLong(value) >= minimum && Long.parseLong(value) <= maximum;
  }

  /** The words of a list. */
  static Stream<String> words(String value) {
    return Stream.of(value.split(",")).map(String::strip).filter(word -> !word.isEmpty());
  }

  private static boolean isUrl(String value) {
    try {
      URI url = new URI(value);
      return url.getRawAuthority() != null && url.getScheme().matches("(?i)https?");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static boolean isPath(String value) {
    try {
      return !Path.of(value).toString().isEmpty();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
