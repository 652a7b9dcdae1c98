package io.lockstep.materialize.format.span;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in a text, none of which overlap. For one thread. */
public final class Splices {
  private record Splice(int start, int end, String text) {}

  private final List<Splice> splices = new ArrayList<>();

  /** What stands from start to end becomes the text. */
  public Splices replace(int start, int end, String text) {
    splices.add(new Splice(start, end, text));
    return this;
  }

  /** Puts the text in at an offset. */
  public Splices insert(int at, String text) {
    return replace(at, at, text);
  }

  /**
   * The text with all of it replaced.
   *
   * @throws IllegalStateException if two replacements overlap
   */
  public String apply(String text) {
    splices.sort(Comparator.comparingInt(Splice::start).thenComparingInt(Splice::end));
    StringBuilder out = new StringBuilder(text.length() + 64);
    int at = 0;
    for (Splice splice : splices) {
      if (splice.start < at) {
        throw new IllegalStateException("Replacements overlap at offset " + splice.start + ".");
      }
      out.append(text, at, splice.start).append(splice.text);
      at = splice.end;
    }
    return out.append(text, at, text.length()).toString();
  }
}
