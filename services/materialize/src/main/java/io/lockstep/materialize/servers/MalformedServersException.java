package io.lockstep.materialize.servers;

/**
 * A {@code servers} file has a line that cannot be taken; the message says which, why, and more.
 */
public final class MalformedServersException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 120;

  private final int line;
  private final String text;
  private final String problem;
  private final String wanted;

  MalformedServersException(int line, String text, String problem, String wanted) {
    super("servers file, line %d: \"%s\": %s; %s".formatted(line, shown(text), problem, wanted));
    this.line = line;
    this.text = shown(text);
    this.problem = problem;
    this.wanted = wanted;
  }

  /** Number of the line, the first is 1. */
  public int line() {
    return line;
  }

  /** The line, cut off where it is long, control characters as escapes. */
  public String text() {
    return text;
  }

  /** What is wrong with it. */
  public String problem() {
    return problem;
  }

  /** What to write instead. */
  public String wanted() {
    return wanted;
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            point -> {
              if (point == '\t') {
                shown.append("\\t");
              } else if (Character.isISOControl(point)
                  || Character.getType(point) == Character.FORMAT) {
                shown.append("\\u%04x".formatted(point));
              } else {
                shown.appendCodePoint(point);
              }
            });
    return text.codePointCount(0, text.length()) > SHOWN
        ? shown.append('…').toString()
        : "" + shown;
  }
}
