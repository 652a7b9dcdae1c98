package io.lockstep.consistency.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A history in a file, a JSON object a line, UTF-8. */
public final class HistoryFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HistoryFile() {}

  /**
   * Writes a history; what was there is overwritten.
   *
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, List<Call> calls) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (BufferedWriter writer = Files.newBufferedWriter(file)) {
        for (Call call : calls) {
          writer.write(JSON.writeValueAsString(call));
          writer.newLine();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history " + file, e);
    }
  }

  /**
   * Reads one.
   *
   * @throws UncheckedIOException if the file cannot be read
   * @throws IllegalArgumentException that names a line which is not a call
   */
  public static List<Call> read(Path file) {
    List<Call> calls = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        calls.add(parse(file, calls.size() + 1, line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the history " + file, e);
    }
    return calls;
  }

  private static Call parse(Path file, int number, String line) {
    try {
      return JSON.readValue(line, Call.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file + " line " + number + " is not a call of a history: " + e.getMessage(), e);
    }
  }
}
