package io.lockstep.materialize.profile.spec;

import java.util.regex.Pattern;

/**
 * A glob of paths: {@code *} and {@code ?} within a segment, {@code **} across segments, {@code
 * **}{@code /} also for none. The same on every system. Immutable.
 */
public final class Glob {
  private final String text;
  private final Pattern pattern;

  /** Any text is a glob. */
  public Glob(String text) {
    this.text = text;
    this.pattern = Pattern.compile(regex(text), Pattern.DOTALL);
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      boolean first = i == 0 || glob.charAt(i - 1) == '/';
      if (first && glob.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(c < 0x80 && !Character.isLetterOrDigit(c) ? "\\" : "").append(c);
      }
    }
    return regex.toString();
  }

  /** Whether it matches the whole path. */
  public boolean matches(String path) {
    return pattern.matcher(path).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
