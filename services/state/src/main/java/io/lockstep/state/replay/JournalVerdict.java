package io.lockstep.state.replay;

/** What a journal's chain says of it: intact, or what is the first thing wrong with it. */
public sealed interface JournalVerdict {
  /**
   * Every revision stands once, in order, as it was written.
   *
   * @param revision the last one; 0 for a journal without entries
   * @param hash of the last entry, lower-case hexadecimal: kept elsewhere, it proves later that the
   *     end was not cut off or rewritten
   */
  record Intact(long revision, String hash) implements JournalVerdict {}

  /** Something is wrong. */
  sealed interface Broken extends JournalVerdict {
    /** The first revision that is not as it must be. */
    long revision();

    /** A whole sentence without its full stop. */
    String reason();

    /** {@code changed}, {@code missing}, {@code doubled} or {@code out-of-order}; stable. */
    String kind();
  }

  /** An entry is not the one that was written, or cannot be read. */
  record Changed(long revision, String reason) implements Broken {
    @Override
    public String kind() {
      return "changed";
    }
  }

  /** An entry is nowhere behind the place where it should stand. */
  record Missing(long revision, String reason) implements Broken {
    @Override
    public String kind() {
      return "missing";
    }
  }

  /** An entry, or another one with its revision, stands there again. */
  record Doubled(long revision, String reason) implements Broken {
    @Override
    public String kind() {
      return "doubled";
    }
  }

  /** An entry stands behind a later one. */
  record OutOfOrder(long revision, String reason) implements Broken {
    @Override
    public String kind() {
      return "out-of-order";
    }
  }
}
