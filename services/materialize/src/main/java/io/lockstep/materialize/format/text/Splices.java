package io.lockstep.materialize.format.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Pieces of a text to put in the place of others. For one thread. */
public final class Splices {
  private record Splice(int start, int stop, String text) {}

  /** At one offset what is put in comes before what is replaced, in the order in which it came. */
  private static final Comparator<Splice> ORDER =
      Comparator.comparingInt(Splice::start).thenComparing(splice -> splice.stop > splice.start);

  private final List<Splice> splices = new ArrayList<>();

  /** Puts a text in the place of what stands from start (inclusive) to stop (exclusive). */
  public void replace(int start, int stop, String text) {
    splices.add(new Splice(start, stop, text));
  }

  /** Puts a text before an offset, behind what was put there before. */
  public void insert(int offset, String text) {
    replace(offset, offset, text);
  }

  /**
   * Puts lines before the line that begins at an offset, or behind the last one of a text, which
   * may lack its line end and then goes on lacking it.
   *
   * @param lines without the line end of the last one
   */
  public void insertLines(String text, int offset, String lines, String lineEnd) {
    boolean open = offset > 0 && Places.lineStart(text, offset) < offset;
    insert(offset, open ? lineEnd + lines : lines + lineEnd);
  }

  /** Takes out what stands from start (inclusive) to stop (exclusive). */
  public void delete(int start, int stop) {
    replace(start, stop, "");
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return splices.isEmpty();
  }

  /** Whether a piece of the others touches one of these. */
  public boolean meets(Splices others) {
    return splices.stream()
        .anyMatch(
            here ->
                others.splices.stream()
                    .anyMatch(there -> here.start <= there.stop && there.start <= here.stop));
  }

  /** Takes the pieces of the others in. */
  public void add(Splices others) {
    splices.addAll(others.splices);
  }

  /**
   * The text with all pieces in their places.
   *
   * @throws IllegalStateException if two of them overlap
   */
  public String apply(String text) {
    List<Splice> sorted = new ArrayList<>(splices);
    sorted.sort(ORDER);
    StringBuilder out = new StringBuilder(text.length() + 64 * sorted.size());
    int at = 0;
    for (Splice splice : sorted) {
      if (splice.start < at) {
        throw new IllegalStateException("two edits overlap at offset %d".formatted(splice.start));
      }
      out.append(text, at, splice.start).append(splice.text);
      at = splice.stop;
    }
    return out.append(text, at, text.length()).toString();
  }
}
