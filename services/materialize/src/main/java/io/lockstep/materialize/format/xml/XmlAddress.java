package io.lockstep.materialize.format.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in an XML file, such as {@code
 * Server/Service[@name="Catalina"]/Connector[2]/@port}.
 *
 * @param text as spelled
 * @param steps elements from the root on
 * @param attribute of the last element; empty for its text
 */
record XmlAddress(String text, List<Step> steps, Optional<String> attribute) {
  /** What an address looks like. */
  static final String LOOKS_LIKE =
      "an address in XML is the names of elements from the root on, separated by '/', each followed"
          + " by what tells it from its like: [@attribute=\"value\"], [child=\"text\"] or [number]"
          + " from 1; the last may be @attribute. A quote in a quoted value is written twice";

  /** An element below another. */
  record Step(String name, List<Selector> selectors) {}

  /** What tells an element from others of its name. */
  sealed interface Selector {
    /** The so-many-th of those that are left, from 1. */
    record Index(int number) implements Selector {}

    /** Has an attribute with the value. */
    record Attribute(String name, String value) implements Selector {}

    /** Has a child with the text. */
    record Child(String name, String value) implements Selector {}
  }

  private static final Pattern INDEX = Pattern.compile("\\[([1-9][0-9]{0,8})]");
  private static final Pattern OPEN = Pattern.compile("\\[(@?)(" + XmlNames.NAME + ")=");
  private static final Pattern BARE = Pattern.compile("[^\\[\\]\"'/]+");

  /**
   * Reads the spelling.
   *
   * @throws IllegalArgumentException if it is none
   */
  static XmlAddress parse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (true) {
      if (at < text.length() && text.charAt(at) == '@' && !steps.isEmpty()) {
        String attribute = text.substring(at + 1);
        if (!XmlNames.isName(attribute)) {
          throw wrong(text, at + 1);
        }
        return new XmlAddress(text, List.copyOf(steps), Optional.of(attribute));
      }
      Matcher name = XmlNames.NAME.matcher(text).region(at, text.length());
      if (!name.lookingAt()) {
        throw wrong(text, at);
      }
      List<Selector> selectors = new ArrayList<>();
      at = selectors(text, name.end(), selectors);
      steps.add(new Step(name.group(), List.copyOf(selectors)));
      if (at == text.length()) {
        return new XmlAddress(text, List.copyOf(steps), Optional.empty());
      }
      if (text.charAt(at) != '/') {
        throw wrong(text, at);
      }
      at++;
    }
  }

  private static int selectors(String text, int from, List<Selector> selectors) {
    int at = from;
    while (at < text.length() && text.charAt(at) == '[') {
      Matcher index = INDEX.matcher(text).region(at, text.length());
      Matcher open = OPEN.matcher(text).region(at, text.length());
      if (index.lookingAt()) {
        selectors.add(new Selector.Index(Integer.parseInt(index.group(1))));
        at = index.end();
      } else if (open.lookingAt()) {
        StringBuilder value = new StringBuilder();
        at = value(text, open.end(), value);
        selectors.add(
            open.group(1).isEmpty()
                ? new Selector.Child(open.group(2), value.toString())
                : new Selector.Attribute(open.group(2), value.toString()));
      } else {
        throw wrong(text, at);
      }
    }
    return at;
  }

  /** Reads a selector's value, and returns where it and its bracket end. */
  private static int value(String text, int from, StringBuilder value) {
    int at = from;
    char quote = at < text.length() ? text.charAt(at) : ' ';
    if (quote == '"' || quote == '\'') {
      for (at++; ; at++) {
        int end = text.indexOf(quote, at);
        if (end < 0) {
          throw wrong(text, from);
        }
        value.append(text, at, end);
        at = end + 1;
        if (at >= text.length() || text.charAt(at) != quote) {
          break;
        }
        value.append(quote);
      }
    } else {
      Matcher bare = BARE.matcher(text).region(at, text.length());
      if (bare.lookingAt()) {
        value.append(bare.group());
        at = bare.end();
      }
    }
    if (at == from || at >= text.length() || text.charAt(at) != ']') {
      throw wrong(text, at);
    }
    return at + 1;
  }

  private static IllegalArgumentException wrong(String text, int at) {
    return new IllegalArgumentException(
        "Address '" + text + "' is wrong at character " + (at + 1) + ": " + LOOKS_LIKE + ".");
  }

  /** The spelling of a selector by attribute. */
  static String byAttribute(String name, String value) {
    return "[@" + name + "=\"" + value.replace("\"", "\"\"") + "\"]";
  }
}
