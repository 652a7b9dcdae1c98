package io.lockstep.materialize.format.properties;

import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.text.Splices;
import io.lockstep.materialize.format.text.TextFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the edits of one file. For one thread. */
final class PropertiesEditing {
  private final String text;
  private final PropertiesWriter writer;
  private final List<PropertyLine> lines;
  private final Map<String, PropertyLine> lastOfKey = new HashMap<>();
  private final Splices splices = new Splices();

  PropertiesEditing(TextFile file) {
    this.text = file.text();
    this.writer = new PropertiesWriter(file);
    this.lines = PropertiesParser.parse(text);
    lines.forEach(line -> lastOfKey.put(line.key(), line));
  }

  /** The text with values by key; empty ones are removed. */
  String apply(Map<String, Optional<String>> values) {
    StringBuilder added = new StringBuilder();
    String lineEnd = Places.lineEnd(text);
    values.forEach(
        (key, value) -> {
          PropertyLine line = lastOfKey.get(key);
          if (line != null && value.isPresent()) {
            put(line, value.get());
          } else if (value.isPresent()) {
            added
                .append(added.isEmpty() ? "" : lineEnd)
                .append(writer.key(key))
                .append(separator())
                .append(writer.value(value.get()));
          }
        });
    lines.stream()
        .filter(line -> values.getOrDefault(line.key(), Optional.of("")).isEmpty())
        .forEach(line -> splices.delete(line.start(), line.next()));
    if (!added.isEmpty()) {
      splices.insertLines(text, text.length(), opened(lineEnd) + added, lineEnd);
    }
    return splices.apply(text);
  }

  private void put(PropertyLine line, String value) {
    if (line.value().equals(value)) {
      return;
    }
    boolean separated = line.valueStart() > line.keyStop();
    splices.replace(
        line.valueStart(), line.valueStop(), (separated ? "" : separator()) + writer.value(value));
  }

  /** A backslash at the very end would take the next line in: an empty one ends that. */
  private String opened(String lineEnd) {
    int backslashes = 0;
    while (text.length() > backslashes && text.charAt(text.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1 ? lineEnd : "";
  }

  /** As in the last line that has one, on one line and with at most one blank on either side. */
  private String separator() {
    for (int i = lines.size() - 1; i >= 0; i--) {
      PropertyLine line = lines.get(i);
      String there = text.substring(line.keyStop(), Math.max(line.keyStop(), line.valueStart()));
      if (!there.isEmpty() && !there.contains("\\")) {
        String sign = there.strip();
        String before = there.startsWith(sign) ? "" : " ";
        String after = there.endsWith(sign) ? "" : " ";
        return sign.isEmpty() ? " " : before + sign + after;
      }
    }
    return "=";
  }
}
