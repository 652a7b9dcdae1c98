package io.lockstep.materialize.format.ini;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;
import io.lockstep.materialize.format.text.Splices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the edits of one file. For one thread. */
final class IniEditing {
  private final String text;
  private final String lineEnd;
  private final List<IniParser.Section> sections;
  private final Map<IniAddress, IniLine> lastOfKey = new HashMap<>();
  private final Splices splices = new Splices();

  IniEditing(String text) {
    this.text = text;
    this.lineEnd = Places.lineEnd(text);
    this.sections = IniParser.parse(text);
    lines().forEach(line -> lastOfKey.put(line.address(), line));
  }

  private Stream<IniLine> lines() {
    return sections.stream().flatMap(section -> section.lines().stream());
  }

  /** The text with values by address; empty ones are removed. */
  String apply(Map<IniAddress, Optional<String>> values) {
    Map<String, Map<String, String>> added = new LinkedHashMap<>();
    values.forEach(
        (address, value) -> {
          IniLine line = lastOfKey.get(address);
          if (line != null) {
            value.ifPresent(v -> put(line, v));
          } else if (value.isPresent()) {
            added
                .computeIfAbsent(address.section(), section -> new LinkedHashMap<>())
                .put(address.key(), value.get());
          }
        });
    lines()
        .filter(line -> values.getOrDefault(line.address(), Optional.of("")).isEmpty())
        .forEach(line -> splices.delete(line.start(), Places.nextLine(text, line.start())));
    StringBuilder end = new StringBuilder();
    added.forEach((section, keys) -> add(section, keys, end));
    if (!end.isEmpty()) {
      splices.insertLines(text, text.length(), end.toString(), lineEnd);
    }
    return splices.apply(text);
  }

  private void put(IniLine line, String value) {
    if (!line.value().equals(value)) {
      String like = text.substring(line.valueStart(), line.valueStop());
      boolean separated = line.valueStart() > line.keyStop();
      boolean comment = text.startsWith(";", line.valueStop());
      String spelled = spell(line.address(), value, like) + (comment ? " " : "");
      splices.replace(
          line.valueStart(), line.valueStop(), separated ? spelled : separator(line) + spelled);
    }
  }

  private void add(String name, Map<String, String> keys, StringBuilder end) {
    IniParser.Section section = null;
    for (IniParser.Section there : sections) {
      section = there.name().equals(name) ? there : section;
    }
    IniLine beside = beside(section);
    List<String> lines = new ArrayList<>();
    keys.forEach(
        (key, value) -> {
          IniAddress address = new IniAddress(name, key);
          String like =
              beside == null ? "" : text.substring(beside.valueStart(), beside.valueStop());
          String indent = beside == null ? "" : text.substring(beside.start(), beside.keyStart());
          lines.add(indent + key + separator(beside) + spell(address, value, like));
        });
    String joined = String.join(lineEnd, lines);
    if (section == null) {
      boolean blank = text.isEmpty() || Places.blankLine(text, text.length() - 1);
      end.append(end.isEmpty() ? (blank ? "" : lineEnd) : lineEnd + lineEnd);
      end.append('[').append(name).append(']').append(lineEnd).append(joined);
    } else if (!section.lines().isEmpty()) {
      IniLine last = section.lines().get(section.lines().size() - 1);
      splices.insertLines(text, Places.nextLine(text, last.start()), joined, lineEnd);
    } else if (section.stop() > 0) {
      splices.insertLines(text, Places.nextLine(text, section.stop()), joined, lineEnd);
    } else {
      boolean more = sections.size() > 1;
      int at = more ? 0 : text.length();
      splices.insertLines(text, at, more ? joined + lineEnd : joined, lineEnd);
    }
  }

  /** The line beside which new ones go, or one of another section; null for none at all. */
  private IniLine beside(IniParser.Section section) {
    List<IniLine> near = section == null ? List.of() : section.lines();
    return near.isEmpty()
        ? lines().reduce((first, second) -> second).orElse(null)
        : near.get(near.size() - 1);
  }

  /** As in the line beside, with at most one blank on either side. */
  private String separator(IniLine beside) {
    IniLine like =
        beside != null && beside.valueStart() > beside.keyStop()
            ? beside
            : lines().filter(line -> line.valueStart() > line.keyStop()).findFirst().orElse(null);
    if (like == null) {
      return " = ";
    }
    String there = text.substring(like.keyStop(), like.valueStart());
    String sign = there.strip();
    return (there.startsWith(sign) ? "" : " ") + sign + (there.endsWith(sign) ? "" : " ");
  }

  /** In the quotes of the value before where it has some, else plain, else in quotes. */
  private String spell(IniAddress address, String value, String like) {
    boolean quoted = IniParser.value(like).length() < like.length();
    String quote = quoted ? like.substring(0, 1) : "";
    return Stream.of(quote, "", "\"", "'")
        .map(quotes -> quotes + value + quotes)
        .filter(spelled -> spelled.chars().noneMatch(c -> c == '\n' || c == '\r'))
        .filter(spelled -> IniParser.value(spelled).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new MalformedFileException(
                    0,
                    0,
                    "the value for %s cannot stand in an INI file: it has a line break, or both"
                            .formatted(address.spell())
                        + " kinds of quotes and a comment or blanks around it; give another"));
  }
}
