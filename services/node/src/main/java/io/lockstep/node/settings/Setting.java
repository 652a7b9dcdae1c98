package io.lockstep.node.settings;

import java.util.Optional;

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
    TEXT("text"),
    /** A whole number. */
    NUMBER("number"),
    /** An absolute http or https URL. */
    URL("URL"),
    /** A folder. */
    FOLDER("folder"),
    /** Words separated by commas. */
    LIST("list");

    private final String word;

    Type(String word) {
      this.word = word;
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
    return type == Type.NUMBER ? Optional.of(minimum + " to " + maximum) : Optional.empty();
  }

  /** What is wrong with a value; empty if nothing is. */
  Optional<String> problem(String value) {
    boolean valid =
        switch (type) {
          case NUMBER -> isNumber(value);
          case URL -> value.isEmpty() || value.matches("(?i)https?://[^\\s/]+.*");
          case TEXT, FOLDER, LIST -> true;
        };
    return valid
        ? Optional.empty()
        : Optional.of(
            "%s is \"%s\", but wants a %s%s"
                .formatted(
                    name, value, type.word(), bounds().map(bounds -> " of " + bounds).orElse("")));
  }

  private boolean isNumber(String value) {
    return value.matches("-?[0-9]{1,18}")
        && Long.parseLong(value) >= minimum
        && Long.parseLong(value) <= maximum;
  }
}
