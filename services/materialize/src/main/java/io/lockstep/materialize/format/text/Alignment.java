package io.lockstep.materialize.format.text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Which items of a list stay when it becomes another, so that as few as possible change. */
public final class Alignment {
  /**
   * Items that follow each other and change together.
   *
   * @param oldFrom first of the old ones, from 0
   * @param oldTo behind the last of the old ones
   * @param newFrom first of the new ones, from 0
   * @param newTo behind the last of the new ones
   */
  public record Gap(int oldFrom, int oldTo, int newFrom, int newTo) {}

  /** Beyond so many comparisons, what lies between the equal ends changes as one. */
  private static final long MOST = 4_000_000;

  private Alignment() {}

  /** What changes, in order; empty if the lists are equal. */
  public static <A, B> List<Gap> gaps(List<A> old, List<B> wanted, BiPredicate<A, B> equal) {
    int head = 0;
    while (head < old.size()
        && head < wanted.size()
        && equal.test(old.get(head), wanted.get(head))) {
      head++;
    }
    int oldEnd = old.size();
    int newEnd = wanted.size();
    while (oldEnd > head
        && newEnd > head
        && equal.test(old.get(oldEnd - 1), wanted.get(newEnd - 1))) {
      oldEnd--;
      newEnd--;
    }
    if (oldEnd == head && newEnd == head) {
      return List.of();
    }
    if ((long) (oldEnd - head) * (newEnd - head) > MOST) {
      return List.of(new Gap(head, oldEnd, head, newEnd));
    }
    return between(old.subList(head, oldEnd), wanted.subList(head, newEnd), head, equal);
  }

  private static <A, B> List<Gap> between(
      List<A> old, List<B> wanted, int offset, BiPredicate<A, B> equal) {
    int[][] longest = new int[old.size() + 1][wanted.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = wanted.size() - 1; j >= 0; j--) {
        longest[i][j] =
            equal.test(old.get(i), wanted.get(j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    List<Gap> gaps = new ArrayList<>();
    int i = 0;
    int j = 0;
    int oldFrom = 0;
    int newFrom = 0;
    while (i < old.size() && j < wanted.size()) {
      if (equal.test(old.get(i), wanted.get(j))) {
        add(gaps, oldFrom, i, newFrom, j, offset);
        oldFrom = ++i;
        newFrom = ++j;
      } else if (longest[i + 1][j] >= longest[i][j + 1]) {
        i++;
      } else {
        j++;
      }
    }
    add(gaps, oldFrom, old.size(), newFrom, wanted.size(), offset);
    return gaps;
  }

  private static void add(List<Gap> gaps, int oldFrom, int oldTo, int newFrom, int newTo, int by) {
    if (oldFrom < oldTo || newFrom < newTo) {
      gaps.add(new Gap(oldFrom + by, oldTo + by, newFrom + by, newTo + by));
    }
  }
}
