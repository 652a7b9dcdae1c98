package io.lockstep.cli.output;

import io.lockstep.cli.output.LineDiff.Edit;
import io.lockstep.cli.output.LineDiff.Op;
import java.util.ArrayList;
import java.util.List;

/** The difference between two texts in the form that {@code diff -u} writes and patch reads. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;
  private static final String NO_NEWLINE = "\\ No newline at end of file";

  private UnifiedDiff() {}

  /**
   * The lines of the difference; none when the texts are equal.
   *
   * @param before null when there was no file
   * @param after null when there is no file any more
   */
  public static List<String> between(String name, String before, String after) {
    List<Edit> edits = LineDiff.between(lines(before), lines(after));
    List<String> result = new ArrayList<>();
    int at = 0;
    int beforeLine = 1;
    int afterLine = 1;
    while (at < edits.size()) {
      int first = nextChange(edits, at);
      if (first == edits.size()) {
        break;
      }
      int start = Math.max(at, first - CONTEXT);
      beforeLine += start - at;
      afterLine += start - at;
      int end = endOfHunk(edits, first);
      if (result.isEmpty()) {
        result.add("--- " + (before == null ? "/dev/null" : name));
        result.add("+++ " + (after == null ? "/dev/null" : name));
      }
      List<Edit> hunk = edits.subList(start, end);
      int removed = count(hunk, Op.INSERT);
      int added = count(hunk, Op.DELETE);
      result.add("@@ -" + range(beforeLine, removed) + " +" + range(afterLine, added) + " @@");
      hunk.forEach(edit -> addLine(edit, result));
      beforeLine += removed;
      afterLine += added;
      at = end;
    }
    return result;
  }

  /** Each line keeps its end, so that a missing one at the end of the file is a difference. */
  private static List<String> lines(String text) {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    return List.of(text.split("(?<=\n)"));
  }

  private static int nextChange(List<Edit> edits, int from) {
    int at = from;
    while (at < edits.size() && edits.get(at).op() == Op.KEEP) {
      at++;
    }
    return at;
  }

  /** A hunk ends where more lines are kept than the context of two hunks. */
  private static int endOfHunk(List<Edit> edits, int change) {
    int end = change;
    while (true) {
      while (end < edits.size() && edits.get(end).op() != Op.KEEP) {
        end++;
      }
      int next = nextChange(edits, end);
      if (next == edits.size() || next - end > 2 * CONTEXT) {
        return Math.min(edits.size(), end + CONTEXT);
      }
      end = next;
    }
  }

  /** How many lines of a hunk are not of this kind. */
  private static int count(List<Edit> hunk, Op without) {
    return (int) hunk.stream().filter(edit -> edit.op() != without).count();
  }

  private static String range(int line, int count) {
    int start = count == 0 ? line - 1 : line;
    return count == 1 ? Integer.toString(start) : start + "," + count;
  }

  private static void addLine(Edit edit, List<String> result) {
    String sign =
        switch (edit.op()) {
          case KEEP -> " ";
          case DELETE -> "-";
          case INSERT -> "+";
        };
    String line = edit.line();
    if (line.endsWith("\n")) {
      result.add(sign + line.substring(0, line.length() - 1));
    } else {
      result.add(sign + line);
      result.add(NO_NEWLINE);
    }
  }
}
