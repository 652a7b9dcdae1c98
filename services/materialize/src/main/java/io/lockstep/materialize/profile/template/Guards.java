package io.lockstep.materialize.profile.template;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import java.io.Writer;
import java.util.Objects;

/** Bounds of one run of a template. Used once, by one thread. */
final class Guards {
  /** Most rounds of all loops together. */
  static final int MAX_STEPS = 1_000_000;

  /** Longest text that a template makes, in characters. */
  static final int MAX_OUTPUT = 4 * 1024 * 1024;

  private static final int MAX_VARIABLE = 16 * 1024;

  private int steps;

  /** Counts a round of a loop; false. */
  TemplateMethodModelEx step() {
    return arguments -> {
      count();
      return false;
    };
  }

  void count() throws TemplateModelException {
    if (++steps > MAX_STEPS) {
      throw new TemplateModelException(
          "its loops went round more than %d times".formatted(MAX_STEPS));
    }
  }

  /** Looks at what a variable was given; false. */
  TemplateMethodModelEx bound() {
    return arguments -> {
      count();
      if (arguments.get(0) instanceof TemplateScalarModel text
          && Objects.requireNonNullElse(text.getAsString(), "").length() > MAX_VARIABLE) {
        throw new TemplateModelException(
            "a variable holds more than %d characters".formatted(MAX_VARIABLE));
      }
      return false;
    };
  }

  /** Takes the output while it is not too long. */
  static final class Bounded extends Writer {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int from, int length) {
      require(length);
      text.append(chars, from, length);
    }

    @Override
    public void write(String part, int from, int length) {
      require(length);
      text.append(part, from, from + length);
    }

    private void require(int more) {
      if (text.length() + (long) more > MAX_OUTPUT) {
        throw new TooLongException();
      }
    }

    @Override
    public void flush() {} // nothing is held back

    @Override
    public void close() {} // nothing is open

    @Override
    public String toString() {
      return text.toString();
    }
  }

  /** The output is longer than it may be. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
