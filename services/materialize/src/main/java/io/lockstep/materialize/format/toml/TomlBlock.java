package io.lockstep.materialize.format.toml;

import java.util.ArrayList;
import java.util.List;

/** Keys that stand together: behind a header, at the start of a file, or between braces. */
final class TomlBlock {
  /** One {@code key = value}, the line (or the part of a line) that it stands on. */
  record Entry(
      List<String> path, int start, int keyStop, int valueStart, int valueStop, TomlNode value) {}

  final List<Entry> entries = new ArrayList<>();

  /** Offset of the opening bracket or brace; 0 for the start of the file. */
  final int start;

  /** Behind the closing bracket or brace; 0 for the start of the file. */
  int stop;

  /** Offsets of commas behind the entries, in their order; for braces alone. */
  final List<Integer> commas = new ArrayList<>();

  final boolean braces;

  TomlBlock(int start, int stop, boolean braces) {
    this.start = start;
    this.stop = stop;
    this.braces = braces;
  }

  /** Where the last key or the header stops, on the line behind which the next key goes. */
  int last() {
    return entries.isEmpty() ? stop : entries.get(entries.size() - 1).valueStop();
  }
}
