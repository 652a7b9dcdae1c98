package io.lockstep.cli.output;

import io.lockstep.cli.failure.Failure;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a failure: a message and its facts, or one JSON document. */
public final class FailureWriter {
  private FailureWriter() {}

  /** Writes to the error stream. */
  public static void write(Failure failure, Format format, PrintWriter err) {
    if (format == Format.JSON) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("code", failure.code());
      document.put("message", failure.getMessage());
      document.put("exitCode", failure.exitCode());
      document.putAll(failure.details());
      err.println(Output.toJson(document));
    } else {
      err.println("lockstep: " + message(failure) + " [" + failure.code() + "]");
      failure.details().forEach((name, value) -> writeFact(name, value, err));
    }
    err.flush();
  }

  /**
   * The HTTP status is left out: the exit code and the code say the same. Of facts that have names
   * of their own each has a line.
   */
  private static void writeFact(String name, Object value, PrintWriter err) {
    if (value instanceof Map<?, ?> each) {
      each.forEach((of, fact) -> err.println("  " + Table.escape(of + ": " + fact)));
    } else if (!name.equals("status")) {
      err.println("  " + words(name) + ": " + Table.escape(value.toString()));
    }
  }

  /** Keeps line ends; a node's text shall not steer the terminal. */
  private static String message(Failure failure) {
    return failure.getMessage().lines().map(Table::escape).collect(Collectors.joining("\n"));
  }

  /** {@code expectedRevision} as {@code expected revision}. */
  private static String words(String name) {
    return name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
  }
}
