package io.lockstep.materialize.format.ini;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A section and a key: {@code section/key}, and {@code key} or {@code /key} before all sections. A
 * name with a slash or a quote in it goes into double quotes, in which a quote is written twice:
 * {@code "a/b"/key}.
 *
 * @param section empty for the keys before all sections
 */
record IniAddress(String section, String key) {
  /** Possessive, and so without recursion: a long name does not exhaust the stack. */
  private static final String NAME = "\"(?:[^\"]++|\"\")++\"|[^\"/]++";

  private static final Pattern FORM = Pattern.compile("(?:(" + NAME + ")?/)?(" + NAME + ")");

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is misspelled
   */
  static IniAddress parse(String address) {
    Matcher matcher = FORM.matcher(address);
    IniAddress parsed =
        matcher.matches()
            ? new IniAddress(
                plain(Optional.ofNullable(matcher.group(1)).orElse("")), plain(matcher.group(2)))
            : null;
    if (parsed == null || !IniParser.nameable(parsed)) {
      throw new IllegalArgumentException(
          ("\"%s\" is no address in an INI file; write section/key, or key alone before all"
                  + " sections; names with a slash in double quotes, none with a line break, with"
                  + " ] in a section, = or : in a key, or blanks around it")
              .formatted(address));
    }
    return parsed;
  }

  private static String plain(String name) {
    return name.startsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  String spell() {
    return section.isEmpty() ? spell(key) : spell(section) + "/" + spell(key);
  }

  private static String spell(String name) {
    return name.indexOf('/') < 0 && name.indexOf('"') < 0
        ? name
        : '"' + name.replace("\"", "\"\"") + '"';
  }
}
