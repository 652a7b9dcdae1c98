package io.lockstep.materialize.hook;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a command ended.
 *
 * @param exit its exit code; -1 where it did not start or was killed
 * @param trouble why it did not start, or was killed; empty where it ended by itself
 * @param output the end of what it said, at most {@value CommandRunner#OUTPUT_BYTES} bytes
 */
public record CommandResult(int exit, Optional<String> trouble, String output) {
  private static final int SHOWN = 200;

  /** Who checks a file says first what is wrong with it, and last that it is. */
  private static final Pattern REASON =
      Pattern.compile("(?i)\\[(alert|emerg|crit|error)\\]|\\b(error|fatal)\\b");

  /** Whether it ended by itself with 0. */
  public boolean succeeded() {
    return exit == 0 && trouble.isEmpty();
  }

  /** What went wrong, with the line of what it said that tells the most, shortened. */
  public String problem() {
    String what = trouble.orElse("exit code " + exit);
    String said =
        lines()
            .filter(line -> REASON.matcher(line).find())
            .findFirst()
            .map(CommandResult::shortened)
            .orElseGet(this::lastLine);
    return said.isEmpty() ? what : what + ": " + said;
  }

  /** The last line that is not blank, without control characters, shortened; empty for none. */
  public String lastLine() {
    return shortened(lines().reduce("", (before, line) -> line));
  }

  private Stream<String> lines() {
    return output
        .lines()
        .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(line -> !line.isEmpty());
  }

  private static String shortened(String line) {
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
