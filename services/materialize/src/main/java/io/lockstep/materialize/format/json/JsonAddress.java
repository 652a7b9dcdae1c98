package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something stands in a JSON file, such as {@code servers[name="a"].ports[0]}.
 *
 * @param text as spelled
 * @param steps from the outermost value on
 */
record JsonAddress(String text, List<Step> steps) {
  /** What an address looks like. */
  static final String LOOKS_LIKE =
      "an address in JSON is keys separated by '.', with [number] from 0 or [key=\"value\"] for an"
          + " item of an array; a key with one of .[]=\"' or a blank needs double quotes, in which"
          + " \\ escapes as in JSON";

  /** From a value to one in it. */
  sealed interface Step {
    /** To a member of an object. */
    record Key(String name) implements Step {}

    /** To an item of an array, from 0. */
    record Index(int number) implements Step {}

    /** To the object in an array that has the value under a key. */
    record Having(String key, FileValue value) implements Step {}
  }

  private static final Pattern BARE = Pattern.compile("[^\\s.\\[\\]=\"'\\p{Cntrl}]+");
  private static final Pattern INDEX = Pattern.compile("\\[(0|[1-9][0-9]{0,8})]");
  private static final Pattern WORD = Pattern.compile("[^\\[\\]\"']+");
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");

  /**
   * Reads the spelling.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonAddress parse(String text) {
    return new JsonAddress(text, new Reader(text).steps());
  }

  /** The spelling of a key. */
  static String key(String name) {
    return BARE.matcher(name).matches() ? name : JsonWriter.quote(name);
  }

  /** Reads an address from its start on. */
  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    List<Step> steps() {
      List<Step> steps = new ArrayList<>();
      boolean first = true;
      do {
        if (text.startsWith("[", at)) {
          steps.add(selector());
        } else {
          if (!first) {
            expect('.');
          }
          steps.add(new Step.Key(key()));
        }
        first = false;
      } while (at < text.length());
      return List.copyOf(steps);
    }

    private Step selector() {
      Matcher index = INDEX.matcher(text).region(at, text.length());
      if (index.lookingAt()) {
        at = index.end();
        return new Step.Index(Integer.parseInt(index.group(1)));
      }
      at++;
      String key = key();
      expect('=');
      FileValue value = text.startsWith("\"", at) ? new FileValue.Text(quoted()) : word();
      expect(']');
      return new Step.Having(key, value);
    }

    private FileValue word() {
      String word = match(WORD);
      return switch (word) {
        case "true", "false" -> new FileValue.Flag(Boolean.parseBoolean(word));
        case "null" -> new FileValue.Verbatim(word);
        default ->
            NUMBER.matcher(word).matches() ? JsonTree.number(word) : new FileValue.Text(word);
      };
    }

    private String key() {
      return text.startsWith("\"", at) ? quoted() : match(BARE);
    }

    private String quoted() {
      int start = at;
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      expect('"');
      try {
        JsonValue value = JsonFile.parse(new SourceText(text.substring(start, at)), false).root();
        return value.value().text();
      } catch (MalformedFileException e) {
        at = start;
        throw wrong();
      }
    }

    private String match(Pattern pattern) {
      Matcher found = pattern.matcher(text).region(at, text.length());
      if (!found.lookingAt()) {
        throw wrong();
      }
      at = found.end();
      return found.group();
    }

    private void expect(char c) {
      if (at >= text.length() || text.charAt(at) != c) {
        throw wrong();
      }
      at++;
    }

    private IllegalArgumentException wrong() {
      return new IllegalArgumentException(
          "Address '"
              + text
              + "' is wrong at character "
              + (Math.min(at, text.length()) + 1)
              + ": "
              + LOOKS_LIKE
              + ".");
    }
  }
}
