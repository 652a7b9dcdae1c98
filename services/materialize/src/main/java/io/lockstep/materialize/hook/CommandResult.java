package io.lockstep.materialize.hook;

import java.util.Optional;

/**
 * How a command ended.
 *
 * @param exit its exit code; -1 where it did not start or was killed
 * @param trouble why it did not start, or was killed; empty where it ended by itself
 * @param output the end of what it said, at most {@value CommandRunner#OUTPUT_BYTES} bytes
 */
public record CommandResult(int exit, Optional<String> trouble, String output) {
  private static final int SHOWN = 200;

  /** Whether it ended by itself with 0. */
  public boolean succeeded() {
    return exit == 0 && trouble.isEmpty();
  }

  /** What went wrong, with the last line that it said, shortened. */
  public String problem() {
    String what = trouble.orElse("exit code " + exit);
    String last = lastLine();
    return last.isEmpty() ? what : what + ": " + last;
  }

  /** The last line that is not blank, without control characters, shortened; empty for none. */
  public String lastLine() {
    String last =
        output
            .lines()
            .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
            .filter(line -> !line.isEmpty())
            .reduce("", (before, line) -> line);
    return last.length() <= SHOWN ? last : last.substring(0, SHOWN) + "…";
  }
}
