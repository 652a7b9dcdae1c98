package io.lockstep.materialize.format.ini;

import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.Places;
import java.util.ArrayList;
import java.util.List;

/** Reads an INI file with the places of its sections and keys. Used once, by one thread. */
final class IniParser {
  /**
   * A header with its keys; the first one is before all headers.
   *
   * @param stop behind the header; 0 for the first
   */
  record Section(String name, int stop, List<IniLine> lines) {}

  private final String text;
  private final List<Section> sections = new ArrayList<>();

  private IniParser(String text) {
    this.text = text;
    sections.add(new Section("", 0, new ArrayList<>()));
  }

  /**
   * The sections of a text in their order; names may come more than once.
   *
   * @throws MalformedFileException if a line is neither a section, a key nor a comment
   */
  static List<Section> parse(String text) {
    IniParser parser = new IniParser(text);
    for (int at = 0; at < text.length(); at = Places.nextLine(text, at)) {
      parser.line(at, Places.lineStop(text, at));
    }
    return parser.sections;
  }

  /** Whether names can stand in a file so that they are read as they are. */
  static boolean nameable(IniAddress address) {
    String section = address.section();
    String key = address.key();
    boolean lines = (section + key).chars().anyMatch(c -> c == '\n' || c == '\r');
    boolean sectionReads = trimmed(section) && section.indexOf(']') < 0;
    boolean keyReads =
        trimmed(key)
            && !key.isEmpty()
            && key.indexOf('=') < 0
            && key.indexOf(':') < 0
            && ";#[".indexOf(key.charAt(0)) < 0;
    return !lines && sectionReads && keyReads;
  }

  /** The value that a spelling behind a separator is read as. */
  static String value(String spelled) {
    int start = skip(spelled, 0, spelled.length());
    int stop = valueStop(spelled, start, spelled.length());
    return unquoted(spelled.substring(start, stop));
  }

  private void line(int start, int stop) {
    int first = skip(start, stop);
    if (first == stop || ";#".indexOf(text.charAt(first)) >= 0) {
      return;
    }
    if (text.charAt(first) == '[') {
      section(first, stop);
      return;
    }
    int sign = first;
    while (sign < stop && "=:".indexOf(text.charAt(sign)) < 0) {
      sign++;
    }
    if (sign == first) {
      throw Places.malformed(text, first, "expected a key before the separator");
    }
    int plainStop = sign < stop ? sign : valueStop(text, first, stop);
    int keyStop = back(first, plainStop);
    int valueStart = sign < stop ? skip(sign + 1, stop) : keyStop;
    int valueStop = sign < stop ? valueStop(text, valueStart, stop) : keyStop;
    if (sign < stop && valueStart == valueStop) { // a new one leaves a blank before a comment
      valueStart = sign + 1;
      boolean blanks = skip(valueStart, stop) > valueStart + 1;
      valueStart += blanks || skip(valueStart, stop) == stop ? Math.min(1, stop - valueStart) : 0;
      valueStop = valueStart;
    }
    Section section = sections.get(sections.size() - 1);
    section.lines.add(
        new IniLine(
            new IniAddress(section.name, text.substring(first, keyStop)),
            unquoted(text.substring(valueStart, valueStop)),
            start,
            first,
            keyStop,
            valueStart,
            valueStop));
  }

  private void section(int first, int stop) {
    int close = text.indexOf(']', first);
    if (close < 0 || close >= stop) {
      throw Places.malformed(text, first, "this section has no ] on its line");
    }
    int behind = skip(close + 1, stop);
    if (behind < stop && ";#".indexOf(text.charAt(behind)) < 0) {
      throw Places.malformed(text, behind, "expected the end of the line behind the section");
    }
    int nameStart = skip(first + 1, close);
    String name = text.substring(nameStart, back(nameStart, close));
    if (name.isEmpty()) {
      throw Places.malformed(text, first, "this section has no name");
    }
    sections.add(new Section(name, close + 1, new ArrayList<>()));
  }

  /** Where the value that begins at an offset stops: behind its quotes, or before a comment. */
  private static int valueStop(String text, int start, int stop) {
    if (start < stop && (text.charAt(start) == '"' || text.charAt(start) == '\'')) {
      int close = text.indexOf(text.charAt(start), start + 1);
      int behind = close + 1;
      while (close > 0 && behind < stop && blank(text.charAt(behind))) {
        behind++;
      }
      if (close > 0
          && close < stop
          && (behind == stop || behind > close + 1 && text.charAt(behind) == ';')) {
        return close + 1;
      }
    }
    for (int i = start; i < stop; i++) {
      boolean afterBlank = i == start || blank(text.charAt(i - 1));
      if (text.charAt(i) == ';' && afterBlank) {
        return back(text, start, i);
      }
    }
    return back(text, start, stop);
  }

  private static String unquoted(String spelled) {
    boolean quoted =
        spelled.length() >= 2
            && (spelled.charAt(0) == '"' || spelled.charAt(0) == '\'')
            && spelled.indexOf(spelled.charAt(0), 1) == spelled.length() - 1;
    return quoted ? spelled.substring(1, spelled.length() - 1) : spelled;
  }

  private int skip(int from, int stop) {
    return skip(text, from, stop);
  }

  private static int skip(String text, int from, int stop) {
    int at = from;
    while (at < stop && blank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int back(int start, int from) {
    return back(text, start, from);
  }

  private static int back(String text, int start, int from) {
    int at = from;
    while (at > start && blank(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private static boolean trimmed(String name) {
    return name.isEmpty() || !blank(name.charAt(0)) && !blank(name.charAt(name.length() - 1));
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
