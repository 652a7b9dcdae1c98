package io.lockstep.state.decide;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of profiles, and the parameters that have them. */
public final class ProfileNames {
  /** What a name looks like. */
  static final String FORM = "[a-z0-9][a-z0-9-]{0,62}";

  /** What the name of a parameter with an installed profile begins with. */
  public static final String PREFIX = "Profile.";

  /** Most profiles of a node. */
  static final int MOST = 16;

  private static final Pattern NAME = Pattern.compile(FORM);

  private ProfileNames() {}

  /** Whether a text can name a profile. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** The parameter that has an installed profile's text. */
  public static String parameter(String name) {
    return PREFIX + name;
  }

  /** The profile whose text a parameter has; empty for another parameter. */
  public static Optional<String> of(String parameter) {
    return parameter.startsWith(PREFIX)
        ? Optional.of(parameter.substring(PREFIX.length()))
        : Optional.empty();
  }

  /** Whether a parameter says what profiles there are or which hold: for administrators alone. */
  public static boolean isAbout(String parameter) {
    return parameter.startsWith(PREFIX) || parameter.equals(KnownParameters.PROFILES.key());
  }

  /** The names in a value of {@code Cluster.profiles}. */
  public static List<String> list(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split(","));
  }
}
