package io.lockstep.materialize.format.json;

import io.lockstep.materialize.format.FileValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes odd JSON files, and knows what stands where in them. Seeded. */
final class OddJson {
  /**
   * A single value in the file.
   *
   * @param pointer as RFC 6901 has it
   */
  record Target(String address, String pointer, FileValue value, int start, int end) {}

  private static final String[][] KEYS = {
    {"a", "a", "a"},
    {"b", "b", "b"},
    {"some-key", "some-key", "some-key"},
    {"@x/y", "@x/y", "@x/y"},
    {"\\u0061.b", "a.b", "\"a.b\""},
    {"", "", "\"\""},
    {"a b", "a b", "\"a b\""},
    {"\\\"q\\\"", "\"q\"", "\"\\\"q\\\"\""},
    {"[0]", "[0]", "\"[0]\""},
    {"\u6771", "\u6771", "\u6771"}
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final String lineEnd;
  private final String unit;
  private final String colon;
  private final int layout;
  final List<Target> targets = new ArrayList<>();

  /** Addresses of objects. */
  final List<String> objects = new ArrayList<>();

  private final boolean marked;

  OddJson(long seed) {
    random = new Random(seed);
    lineEnd = pick("\n", "\n", "\r\n", "\r");
    unit = pick("  ", "    ", "\t");
    colon = pick(": ", ": ", ":", " : ", ":\t");
    layout = random.nextInt(4); // lines, comma first, one line, no blank
    marked = random.nextInt(4) == 0;
    text.append(pick("", "", " ", lineEnd));
    object(0, "", "");
    text.append(pick("", lineEnd, lineEnd + lineEnd));
  }

  String text() {
    return text.toString();
  }

  byte[] bytes() {
    return bytes(text());
  }

  byte[] bytes(String of) {
    return ((marked ? "\uFEFF" : "") + of).getBytes(StandardCharsets.UTF_8);
  }

  String decode(byte[] file) {
    String all = new String(file, StandardCharsets.UTF_8);
    return all.startsWith("\uFEFF") ? all.substring(1) : all;
  }

  Target target() {
    return targets.isEmpty() ? null : targets.get(random.nextInt(targets.size()));
  }

  String object() {
    return objects.get(random.nextInt(objects.size()));
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  /** A value of any kind. */
  FileValue value(int depth) {
    return switch (random.nextInt(depth > 2 ? 5 : 7)) {
      case 0 -> new FileValue.Whole(random.nextLong());
      case 1 -> new FileValue.Real(new BigDecimal(pick("1.5", "-0.1", "1E+9", "2.50")));
      case 2 -> new FileValue.Flag(random.nextBoolean());
      case 5 -> {
        List<FileValue> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(depth + 1));
        }
        yield new FileValue.Items(items);
      }
      case 6 -> table(depth + 1);
      default ->
          new FileValue.Text(
              pick(
                  "",
                  "x",
                  "\"",
                  "\\",
                  "\n\t\u0001",
                  "\uD83D\uDE80",
                  "\uD800",
                  "\u2028",
                  "a, b: {"));
    };
  }

  FileValue.Table table(int depth) {
    Map<String, FileValue> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      fields.put(KEYS[random.nextInt(KEYS.length)][1], value(depth));
    }
    return new FileValue.Table(fields);
  }

  private void object(int depth, String address, String pointer) {
    objects.add(address);
    text.append('{');
    Set<String> taken = new HashSet<>();
    int members = 0;
    for (int i = random.nextInt(depth == 0 ? 6 : 4); i > 0; i--) {
      String[] key = KEYS[random.nextInt(KEYS.length)];
      if (taken.add(key[1])) {
        between(depth + 1, members++ > 0);
        text.append('"').append(key[0]).append('"').append(colon);
        String inner = address.isEmpty() ? key[2] : address + "." + key[2];
        value(depth + 1, inner, pointer + "/" + key[1].replace("~", "~0").replace("/", "~1"));
      }
    }
    end(depth, members > 0);
    text.append('}');
  }

  private void array(int depth, String address, String pointer) {
    text.append('[');
    int items = random.nextInt(4);
    for (int i = 0; i < items; i++) {
      between(depth + 1, i > 0);
      value(depth + 1, address + "[" + i + "]", pointer + "/" + i);
    }
    end(depth, items > 0);
    text.append(']');
  }

  private void value(int depth, String address, String pointer) {
    int kind = random.nextInt(depth > 4 ? 6 : 9);
    if (kind > 7) {
      array(depth, address, pointer);
      return;
    }
    if (kind > 5) {
      object(depth, address, pointer);
      return;
    }
    int start = text.length();
    FileValue value = scalar();
    targets.add(new Target(address, pointer, value, start, text.length()));
  }

  private FileValue scalar() {
    String[] texts = {"\"\"", "\"x\"", "\"\\u00e4\\/\\n\"", "\"\u6771 \\\\\"", "\"\\\"\""};
    String[] meant = {"", "x", "\u00E4/\n", "\u6771 \\", "\""};
    int which = random.nextInt(texts.length);
    return switch (random.nextInt(6)) {
      case 0 -> say("1e3", new FileValue.Real(new BigDecimal("1e3")));
      case 1 -> say("-17", new FileValue.Whole(-17));
      case 2 -> say("1.50", new FileValue.Real(new BigDecimal("1.50")));
      case 3 -> say("null", new FileValue.Verbatim("null"));
      case 4 -> say("true", new FileValue.Flag(true));
      default -> say(texts[which], new FileValue.Text(meant[which]));
    };
  }

  private FileValue say(String spelled, FileValue value) {
    text.append(spelled);
    return value;
  }

  private void between(int depth, boolean comma) {
    String line = lineEnd + unit.repeat(depth);
    switch (layout) {
      case 0 -> text.append(comma ? "," : "").append(line);
      case 1 -> text.append(comma ? line + ", " : " ");
      case 2 -> text.append(comma ? ", " : pick("", " "));
      default -> text.append(comma ? "," : "");
    }
  }

  private void end(int depth, boolean some) {
    if (layout < 2 && some) {
      text.append(lineEnd).append(unit.repeat(depth));
    } else {
      text.append(pick("", " "));
    }
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
