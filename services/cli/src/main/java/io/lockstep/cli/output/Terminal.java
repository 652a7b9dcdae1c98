package io.lockstep.cli.output;

import java.io.Console;
import java.util.Map;

/** What the place that output goes to can show. */
public record Terminal(boolean interactive, boolean colour) {
  /** A file or a pipe: plain lines. */
  public static final Terminal PLAIN = new Terminal(false, false);

  /** Looks at this process: colour needs a terminal, and no {@code NO_COLOR}. */
  public static Terminal detect() {
    return detect(System.getenv(), isTerminal(System.console()));
  }

  static Terminal detect(Map<String, String> environment, boolean attached) {
    String term = environment.getOrDefault("TERM", "");
    boolean interactive = attached && !term.isEmpty() && !term.equals("dumb");
    String noColour = environment.getOrDefault("NO_COLOR", "");
    return new Terminal(interactive, interactive && noColour.isEmpty());
  }

  /** From Java 22 on there is a console without a terminal, which says so itself. */
  private static boolean isTerminal(Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
