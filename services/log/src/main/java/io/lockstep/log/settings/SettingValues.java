package io.lockstep.log.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the settings of a process are set to, checked. Immutable. */
public final class SettingValues {
  private final Map<String, String> known;
  private final Map<String, String> others;

  private SettingValues(Map<String, String> known, Map<String, String> others) {
    this.known = known;
    this.others = others;
  }

  /**
   * Checks settings.
   *
   * @param given what was set, by name
   * @param all every setting that has a name of its own
   * @param open whether a setting with another name is for somebody else, and taken as it is
   * @param unknown what is said of all other names, behind the name
   * @param together what is wrong with values that are right each for itself; asked if they are
   * @throws InvalidSettingsException that names every setting that is wrong, missing or unknown
   */
  public static SettingValues of(
      Map<String, String> given,
      List<Setting> all,
      Predicate<String> open,
      String unknown,
      Function<SettingValues, List<String>> together) {
    List<String> problems = new ArrayList<>();
    Map<String, String> known = new LinkedHashMap<>();
    for (Setting setting : all) {
      String value = given.getOrDefault(setting.name(), setting.defaultValue());
      if (value == null || setting.defaultValue() == null && value.isBlank()) {
        problems.add(setting.name() + " is not set: " + setting.text());
      } else {
        setting.problem(value.trim()).ifPresent(problems::add);
      }
      known.put(setting.name(), value == null ? "" : value.trim());
    }
    Map<String, String> others = new TreeMap<>();
    given.forEach(
        (name, value) -> {
          if (known.containsKey(name)) {
            return;
          }
          if (open.test(name)) {
            others.put(name, value);
          } else {
            problems.add(name + " " + unknown);
          }
        });
    SettingValues values = new SettingValues(known, others);
    if (problems.isEmpty()) {
      problems.addAll(together.apply(values));
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return values;
  }

  /** The value of a setting; its default where it is not set. */
  public String text(Setting setting) {
    return known.get(setting.name());
  }

  /** The value of a setting that may be empty. */
  public Optional<String> some(Setting setting) {
    return Optional.of(text(setting)).filter(value -> !value.isEmpty());
  }

  /** The value of a number. */
  public int number(Setting setting) {
    return (int) Long.parseLong(text(setting));
  }

  /** What was set that has no name of its own, by name. */
  public Map<String, String> others() {
    return others;
  }
}
