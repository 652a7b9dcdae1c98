package io.lockstep.cli.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The fewest lines to delete and insert that turn one text into another (Myers, 1986). */
final class LineDiff {
  /** Beyond so many edits the middle is replaced as a whole: time and memory grow by the square. */
  private static final int MAX_EDITS = 2_000;

  /** What becomes of a line. */
  enum Op {
    KEEP,
    DELETE,
    INSERT
  }

  /** A line and what becomes of it. */
  record Edit(Op op, String line) {}

  private final List<String> before;
  private final List<String> after;

  private LineDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /** Every line of both texts, in order; deletions before insertions. */
  static List<Edit> between(List<String> before, List<String> after) {
    int head = 0;
    int shorter = Math.min(before.size(), after.size());
    while (head < shorter && before.get(head).equals(after.get(head))) {
      head++;
    }
    int tail = 0;
    while (tail < shorter - head
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    List<Edit> edits = new ArrayList<>();
    before.subList(0, head).forEach(line -> edits.add(new Edit(Op.KEEP, line)));
    edits.addAll(
        new LineDiff(
                before.subList(head, before.size() - tail),
                after.subList(head, after.size() - tail))
            .middle());
    before
        .subList(before.size() - tail, before.size())
        .forEach(line -> edits.add(new Edit(Op.KEEP, line)));
    return edits;
  }

  private List<Edit> middle() {
    if (before.isEmpty() || after.isEmpty()) {
      return replaceAll();
    }
    int n = before.size();
    int m = after.size();
    int limit = Math.min(n + m, MAX_EDITS);
    int[] furthest = new int[2 * limit + 3];
    List<int[]> trace = new ArrayList<>();
    for (int d = 0; d <= limit; d++) {
      trace.add(furthest.clone());
      for (int k = -d; k <= d; k += 2) {
        int x = step(furthest, limit, d, k);
        int y = x - k;
        while (x < n && y < m && before.get(x).equals(after.get(y))) {
          x++;
          y++;
        }
        furthest[limit + 1 + k] = x;
        if (x >= n && y >= m) {
          return walkBack(trace, limit, d);
        }
      }
    }
    return replaceAll();
  }

  /** Where a path on diagonal k starts: from the diagonal above (insert) or below (delete). */
  private static int step(int[] furthest, int limit, int d, int k) {
    int middle = limit + 1 + k;
    return isInsert(furthest, middle, d, k) ? furthest[middle + 1] : furthest[middle - 1] + 1;
  }

  private static boolean isInsert(int[] furthest, int middle, int d, int k) {
    return k == -d || (k != d && furthest[middle - 1] < furthest[middle + 1]);
  }

  private List<Edit> walkBack(List<int[]> trace, int limit, int edits) {
    List<Edit> reversed = new ArrayList<>();
    int x = before.size();
    int y = after.size();
    for (int d = edits; d > 0; d--) {
      int[] furthest = trace.get(d);
      int k = x - y;
      boolean insert = isInsert(furthest, limit + 1 + k, d, k);
      int fromK = insert ? k + 1 : k - 1;
      int fromX = furthest[limit + 1 + fromK];
      int fromY = fromX - fromK;
      int startX = insert ? fromX : fromX + 1;
      while (x > startX) {
        x--;
        y--;
        reversed.add(new Edit(Op.KEEP, before.get(x)));
      }
      reversed.add(
          insert ? new Edit(Op.INSERT, after.get(fromY)) : new Edit(Op.DELETE, before.get(fromX)));
      x = fromX;
      y = fromY;
    }
    while (x > 0) {
      x--;
      reversed.add(new Edit(Op.KEEP, before.get(x)));
    }
    Collections.reverse(reversed);
    return reversed;
  }

  private List<Edit> replaceAll() {
    List<Edit> edits = new ArrayList<>();
    before.forEach(line -> edits.add(new Edit(Op.DELETE, line)));
    after.forEach(line -> edits.add(new Edit(Op.INSERT, line)));
    return edits;
  }
}
