package io.lockstep.consistency.history;

import io.lockstep.consistency.check.Budget;
import java.nio.file.Path;

/** Checks a history that was saved: exit code 0 if it is linearizable, 1 if not or unclear. */
public final class Main {
  private Main() {}

  /** The argument is the file. */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("usage: Main FILE, a history as JSON lines");
      System.exit(2);
    }
    HistoryCheck check = HistoryCheck.of(HistoryFile.read(Path.of(arguments[0])), Budget.USUAL);
    System.out.println(check);
    System.exit(check.isLinearizable() ? 0 : 1);
  }
}
