package io.lockstep.cli.output;

/** Values as tables show them: in one short line. JSON has them whole. */
public final class Shortened {
  /** Characters of a value that are shown, with the ellipsis. */
  private static final int LONGEST = 60;

  private static final String ELLIPSIS = "…";

  private Shortened() {}

  /**
   * A value in at most 60 characters; of several lines the first, and behind it how many there are.
   * Null for null.
   */
  public static String of(String value) {
    if (value == null) {
      return null;
    }
    long lines = value.lines().limit(2).count();
    if (lines < 2) {
      return cut(value);
    }
    String first = cut(value.lines().findFirst().orElseThrow());
    return (first.endsWith(ELLIPSIS) ? first : first + ELLIPSIS)
        + " ("
        + value.lines().count()
        + " lines)";
  }

  /** Whether a table does not show all of a value. */
  public static boolean is(String value) {
    return value != null && !of(value).equals(Table.escape(value));
  }

  /** Escaped before it is cut: what is escaped is longer. */
  private static String cut(String line) {
    String escaped = Table.escape(line);
    return escaped.codePointCount(0, escaped.length()) <= LONGEST
        ? escaped
        : escaped.substring(0, escaped.offsetByCodePoints(0, LONGEST - 1)) + ELLIPSIS;
  }
}
