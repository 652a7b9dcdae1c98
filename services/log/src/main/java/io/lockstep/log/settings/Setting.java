package io.lockstep.log.settings;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * A setting of a process that connects to the log: its name, type, default, bounds and meaning in
 * one place. Checked before any thread starts; the reference tables are generated from it.
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

  /**
   * What a setting's values are.
   *
   * @param word the type in a word
   * @param form what is wanted of a value, in words; empty where any text will do
   * @param valid whether a value has that form
   */
  public record Type(String word, String form, Predicate<String> valid) {
    /** Any text. */
    public static final Type TEXT = new Type("text", "", value -> true);

    /** Any text, which is never shown. */
    public static final Type PASSWORD = new Type("password", "", value -> true);

    /** A whole number. */
    public static final Type NUMBER =
        new Type("number", "", value -> value.matches("-?[0-9]{1,18}"));

    /** An address that an HTTP client can call. */
    public static final Type URL =
        new Type("URL", HttpAddress.WANTED, value -> HttpAddress.of(value).isPresent());

    /** Name of a cluster, part of the names of topics. */
    public static final Type CLUSTER =
        new Type(
            "name",
            "1 to 100 letters, digits, '_' and '-'",
            value -> value.matches("[A-Za-z0-9_-]{1,100}"));
  }

  /** One that must be set. */
  public static Setting required(String name, Type type, String text) {
    return new Setting(name, type, null, 0, 0, text);
  }

  /** One that need not be set. */
  public static Setting optional(String name, Type type, String defaultValue, String text) {
    return new Setting(name, type, defaultValue, 0, 0, text);
  }

  /** A whole number within bounds, which need not be set. */
  public static Setting bounded(String name, long value, long minimum, long maximum, String text) {
    return new Setting(name, Type.NUMBER, Long.toString(value), minimum, maximum, text);
  }

  /** Its bounds in words; empty where any value of the type will do. */
  public Optional<String> bounds() {
    return isNumber()
        ? Optional.of(minimum + " to " + maximum)
        : Optional.of(type.form()).filter(form -> !form.isEmpty());
  }

  /** What is wrong with a value; empty if nothing is. */
  public Optional<String> problem(String value) {
    boolean optional = defaultValue != null && defaultValue.isEmpty();
    if (value.isEmpty() && optional || type.valid().test(value) && isWithin(value)) {
      return Optional.empty();
    }
    return Optional.of(
        "%s is \"%s\", but wants a %s%s"
            .formatted(
                name, value, type.word(), bounds().map(bounds -> " of " + bounds).orElse("")));
  }

  private boolean isWithin(String value) {
    return !isNumber() || Long.parseLong(value) >= minimum && Long.parseLong(value) <= maximum;
  }

  private boolean isNumber() {
    return type.equals(Type.NUMBER);
  }
}
