package io.lockstep.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A part of a document that is written by the command, between two markers. */
public final class ReadmeSection {
  private ReadmeSection() {}

  /**
   * Replaces what stands between the markers of a name.
   *
   * @throws IllegalArgumentException if the document has not both markers, in order
   */
  public static String replace(String document, String name, List<String> lines) {
    String begin = "<!-- bench: " + name + " -->";
    String end = "<!-- /bench: " + name + " -->";
    int from = document.indexOf(begin);
    int to = document.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "the document has no lines '%s' and '%s' to write between; add them"
              .formatted(begin, end));
    }
    return document.substring(0, from + begin.length())
        + "\n"
        + String.join("\n", lines)
        + "\n"
        + document.substring(to);
  }

  /**
   * Does so in a file.
   *
   * @throws IOException if it cannot be read or written
   */
  public static void write(Path file, String name, List<String> lines) throws IOException {
    Files.writeString(file, replace(Files.readString(file), name, lines));
  }
}
