package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.io.Console;

/** What must not stand on a command line, where the shell's history and others see it. */
public final class SecretInput {
  /** What becomes of a value on a command line, for a message. */
  public static final String EXPOSED =
      "a value on the command line stands in the list of processes and in the shell's history";

  private SecretInput() {}

  /** A file's text without one line end at its end; a dash reads standard input. */
  public static String read(String name) {
    String text = InputFile.read(name).text();
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /**
   * What is typed at the terminal, which does not show it; where there is none, standard input.
   *
   * @param what is asked for, such as "Value of mail.password"
   */
  public static String ask(String what) {
    Console console = System.console();
    if (console == null) {
      return read(InputFile.STANDARD_INPUT);
    }
    return typed(console, what);
  }

  /**
   * What is typed once at the terminal.
   *
   * @param option that names a file instead, for a message
   */
  public static String askOnce(String what, String option) {
    return typed(terminal(what, option), what);
  }

  /**
   * What is typed twice at the terminal, for what nobody can look up later.
   *
   * @param option that names a file instead, for a message
   */
  public static String askTwice(String what, String option) {
    Console console = terminal(what, option);
    String first = typed(console, what);
    if (!first.equals(typed(console, what + ", again"))) {
      throw new Failure(ExitCodes.FAILED, "not-the-same", "the two are not the same; try again");
    }
    return first;
  }

  private static Console terminal(String what, String option) {
    Console console = System.console();
    if (console == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          "there is no terminal to ask at: " + what + "; give " + option + " FILE");
    }
    return console;
  }

  private static String typed(Console console, String what) {
    char[] typed = console.readPassword("%s: ", what);
    if (typed == null) {
      throw new Failure(ExitCodes.FAILED, "nothing-typed", "nothing was typed for " + what);
    }
    return new String(typed);
  }
}
