package io.lockstep.materialize.profile.spec;

import io.lockstep.state.decide.BoundedPattern;

/**
 * A glob of paths: {@code *} and {@code ?} within a segment, {@code **} across segments, {@code
 * **}{@code /} also for none. The same on every system. Immutable.
 */
public final class Glob {
  private final String text;

  /** Longest glob, in characters. */
  public static final int MAX_LENGTH = 200;

  private final BoundedPattern pattern;

  /** Any text is a glob; one that is too long matches itself alone. */
  public Glob(String text) {
    this.text = text;
    this.pattern = text.length() > MAX_LENGTH ? null : new BoundedPattern("(?s)" + regex(text));
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

  /** Whether it matches the whole path, found within bounds. */
  public boolean matches(String path) {
    return path.equals(text) || pattern != null && pattern.matches(path);
  }

  @Override
  public String toString() {
    return text;
  }
}
