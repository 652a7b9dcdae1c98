package io.lockstep.materialize.content;

import io.lockstep.materialize.profile.spec.Glob;
import io.lockstep.state.decide.BoundedPattern;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Which paths of a folder take part. Pure.
 *
 * <p>In a glob {@code *} and {@code ?} stand for characters of one name, {@code **} for any number
 * of whole names, so that {@code **}{@code /*.log} is also a log at the top, <code>{a,b}</code> for
 * one of several, <code>[a-c]</code> for one of a set. What is below an excluded directory is
 * excluded.
 */
public final class Selection {
  private final List<BoundedPattern> include;
  private final List<BoundedPattern> exclude;

  /**
   * The paths that a glob of {@code include} matches, or all if there is none, and no glob of
   * {@code exclude}.
   *
   * @throws IllegalArgumentException if one is no glob; the message says what is wrong
   */
  public Selection(List<String> include, List<String> exclude) {
    this.include = include.stream().map(Selection::pattern).toList();
    this.exclude = exclude.stream().map(Selection::pattern).toList();
  }

  /** Whether a path takes part. */
  public boolean takes(String path) {
    if (include.isEmpty() || matches(include, path)) {
      for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
        if (excludes(path.substring(0, end))) {
          return false;
        }
      }
      return !excludes(path);
    }
    return false;
  }

  /** Whether a path and all that is below it is left out. */
  public boolean excludes(String path) {
    return matches(exclude, path);
  }

  private static boolean matches(List<BoundedPattern> patterns, String path) {
    for (BoundedPattern pattern : patterns) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /**
   * A glob as a regular expression of whole paths.
   *
   * @throws IllegalArgumentException if it is none, such as with a bracket that stays open
   */
  static BoundedPattern pattern(String glob) {
    if (glob.length() > Glob.MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a glob has %d characters, at most %d are allowed"
              .formatted(glob.length(), Glob.MAX_LENGTH));
    }
    try {
      return new BoundedPattern("(?s)" + regex(glob));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "the glob \"" + glob + "\" has a set that is none: " + e.getDescription(), e);
    }
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:[^/]+/)*");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".+");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '[') {
        int end = glob.indexOf(']', i + 2);
        if (end < 0) {
          throw new IllegalArgumentException(
              "the glob \"" + glob + "\" has a [ without ]; close it, or write \\[");
        }
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        regex.append("(?!/)[").append(set.startsWith("!") ? "^" + set.substring(1) : set);
        regex.append(']');
        i = end;
      } else if (c == '{') {
        regex.append("(?:");
        depth++;
      } else if (c == '}' && depth > 0) {
        regex.append(')');
        depth--;
      } else if (c == ',' && depth > 0) {
        regex.append('|');
      } else {
        if (c == '\\' && i + 1 < glob.length()) {
          c = glob.charAt(++i);
        }
        regex.append(c < 0x80 && !Character.isLetterOrDigit(c) ? "\\" : "").append(c);
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException(
          "the glob \"" + glob + "\" has a { without }; close it, or write \\{");
    }
    return regex.toString();
  }
}
