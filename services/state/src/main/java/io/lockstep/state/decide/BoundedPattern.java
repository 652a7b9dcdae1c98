package io.lockstep.state.decide;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A regular expression that somebody wrote, matched with a bounded number of steps: one that tries
 * too much, or a value that is too long, is no match instead of a primary that stands still. Any
 * thread.
 */
public final class BoundedPattern {
  /** Longest expression, in characters. */
  public static final int MAX_LENGTH = 1_000;

  /** Longest value that can match, in characters. */
  public static final int MAX_VALUE = 16 * 1024;

  private static final int STEPS = 2_000_000;

  private final Pattern pattern;
  private final String words;

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none, or too long
   */
  public BoundedPattern(String text) {
    this(text, null);
  }

  /** As the other, with what it means in words; null for none that are better. */
  BoundedPattern(String text, String words) {
    this.words = words;
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "it has %d characters, at most %d are allowed".formatted(text.length(), MAX_LENGTH));
    }
    try {
      this.pattern = Pattern.compile(text);
    } catch (StackOverflowError e) {
      throw new IllegalArgumentException("it is nested too deep", e);
    }
  }

  /** The expression. */
  public String text() {
    return pattern.pattern();
  }

  /** A form of values in words, held to it. */
  String bounds(String form) {
    return words == null ? form + " that matches " + text() : words;
  }

  /** Whether the whole value matches, found within bounds. */
  public boolean matches(String value) {
    if (value.length() > MAX_VALUE) {
      return false;
    }
    try {
      return pattern.matcher(new Counted(value, new int[1])).matches();
    } catch (TooManySteps | StackOverflowError e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BoundedPattern that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Objects.hash(text());
  }

  @Override
  public String toString() {
    return text();
  }

  /** Ends a match that tries too much. */
  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super("too many steps", null, false, false);
    }
  }

  /** A text that counts how often it was looked at. */
  private record Counted(CharSequence text, int[] looks) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++looks[0] > STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
