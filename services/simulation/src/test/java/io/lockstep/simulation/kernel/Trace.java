package io.lockstep.simulation.kernel;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened in a history, line by line: the last lines, and a hash over all of them. */
public final class Trace {
  private static final int KEPT = 400;

  private final Deque<String> last = new ArrayDeque<>();
  private long hash = 0xcbf29ce484222325L;
  private long lines;

  void add(long nanos, String line) {
    String text = nanos / 1_000 + " " + line;
    hash = (hash ^ text.hashCode()) * 0x100000001b3L + text.length();
    lines++;
    last.addLast(text);
    if (last.size() > KEPT) {
      last.removeFirst();
    }
  }

  /** Differs where anything happened otherwise. */
  public long hash() {
    return hash;
  }

  /** How many lines there were. */
  public long lines() {
    return lines;
  }

  /** The last lines, each with its time in seconds. */
  public String tail(int most) {
    StringBuilder text = new StringBuilder();
    last.stream()
        .skip(Math.max(0, last.size() - most))
        .forEach(
            line -> {
              int space = line.indexOf(' ');
              double seconds = Long.parseLong(line.substring(0, space)) / 1e6;
              text.append(String.format("%11.6f%s%n", seconds, line.substring(space)));
            });
    return text.toString();
  }
}
