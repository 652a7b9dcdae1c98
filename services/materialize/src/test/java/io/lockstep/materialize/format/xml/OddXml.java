package io.lockstep.materialize.format.xml;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Makes odd XML files, and knows what stands where in them. Seeded. */
final class OddXml {
  /**
   * A value in the file.
   *
   * @param start of its spelling, in chars; that of an element's text is all between its tags
   * @param open whether it has a place; an element that closes itself has none for text
   */
  record Target(String address, String value, int start, int end, boolean open) {}

  private static final String[] NAMES = {"a", "b", "Server", "x:y", "n-1.2", "_", "\u00E9t\u00E9"};
  private static final String[] BLANKS = {" ", " ", " ", "\n", "\n    ", "\t", "  "};
  private static final String[][] PIECES = {
    {"a", "a"},
    {"0815", "0815"},
    {" ", " "},
    {"\u00E4\u00A0", "\u00E4\u00A0"},
    {"${x}", "${x}"},
    {"&amp;", "&"},
    {"&lt;", "<"},
    {"&gt;", ">"},
    {"&quot;", "\""},
    {"&apos;", "'"},
    {"&#65;", "A"},
    {"&#x1F680;", "\uD83D\uDE80"},
    {"&#13;", "\r"},
    {"&#10;", "\n"},
    {"=", "="},
    {"/>", "/>"},
    {"]]", "]]"},
    {"--", "--"}
  };

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final String lineEnd;
  private final boolean lines;
  final List<Target> targets = new ArrayList<>();
  final List<String> elements = new ArrayList<>();
  final Charset charset;
  private final String mark;

  OddXml(long seed) {
    random = new Random(seed);
    lineEnd = pick("\n", "\n", "\r\n", "\r");
    lines = random.nextInt(4) > 0;
    charset =
        List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.ISO_8859_1)
            .get(random.nextInt(5));
    boolean wide = charset.name().startsWith("UTF-16");
    boolean latin = charset.equals(StandardCharsets.ISO_8859_1);
    mark = wide || (!latin && random.nextInt(3) == 0) ? "\uFEFF" : "";
    if (latin || random.nextInt(3) > 0) {
      String name = wide ? "UTF-16" : charset.name();
      text.append("<?xml version=").append(quoted("1.0"));
      if (latin || random.nextBoolean()) {
        text.append(" encoding=").append(quoted(name));
      }
      text.append(pick("", " ")).append("?>").append(lineEnd);
    }
    misc();
    if (random.nextInt(4) == 0) {
      text.append(pick("<!DOCTYPE a>", "<!DOCTYPE a [<!ENTITY e \"]>\"><!-- a -->]>"));
      text.append(lineEnd);
    }
    element(0, "", new HashMap<>());
    text.append(pick("", lineEnd, lineEnd + "<!-- end -->" + lineEnd));
  }

  String text() {
    return text.toString();
  }

  byte[] bytes() {
    return bytes(text());
  }

  byte[] bytes(String of) {
    return (mark + of).getBytes(charset);
  }

  /** What the characters of a file are, without the mark. */
  String decode(byte[] file) {
    String all = new String(file, charset);
    return all.startsWith("\uFEFF") ? all.substring(1) : all;
  }

  Target target() {
    return targets.get(random.nextInt(targets.size()));
  }

  String element() {
    return elements.get(random.nextInt(elements.size()));
  }

  int number(int bound) {
    return random.nextInt(bound);
  }

  /** A value that XML can hold. */
  String value() {
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      value.append(PIECES[random.nextInt(PIECES.length)][1]);
    }
    value.append(pick("", "]]>", "\t\n", "\u6771", "\u0085"));
    return value.toString();
  }

  private void element(int depth, String path, Map<String, Integer> numbers) {
    String name = pick(NAMES);
    int number = numbers.merge(name, 1, Integer::sum);
    String address = path + (path.isEmpty() ? "" : "/") + name + "[" + number + "]";
    elements.add(address);
    text.append('<').append(name);
    Set<String> taken = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      String attribute = pick(NAMES);
      if (taken.add(attribute)) {
        text.append(eol(pick(BLANKS))).append(attribute).append(pick("", "", " "));
        text.append('=').append(pick("", "", " "));
        attribute(address + "/@" + attribute);
      }
    }
    text.append(pick("", "", " "));
    int kind = random.nextInt(depth > 4 ? 3 : 6);
    if (kind == 0) {
      text.append("/>");
      targets.add(new Target(address, "", text.length(), text.length(), false));
      return;
    }
    text.append('>');
    int start = text.length();
    if (kind < 3) {
      String value = content();
      targets.add(new Target(address, value, start, text.length(), true));
    } else {
      children(depth, address);
    }
    text.append("</").append(name).append(pick("", "", " ")).append('>');
  }

  private void children(int depth, String address) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      newLine(depth + 1);
      if (random.nextInt(4) == 0) {
        misc();
        newLine(depth + 1);
      }
      element(depth + 1, address, numbers);
      if (random.nextInt(6) == 0) {
        text.append(" <!-- about it -->");
      }
    }
    newLine(depth);
  }

  private void newLine(int depth) {
    if (lines) {
      text.append(lineEnd).append("  ".repeat(depth));
    }
  }

  private void attribute(String address) {
    char quote = random.nextBoolean() ? '"' : '\'';
    text.append(quote);
    int start = text.length();
    StringBuilder value = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      String[] piece = PIECES[random.nextInt(PIECES.length)];
      text.append(piece[0]);
      value.append(piece[1]);
    }
    targets.add(new Target(address, value.toString(), start, text.length(), true));
    text.append(quote);
  }

  private String content() {
    StringBuilder value = new StringBuilder();
    if (random.nextInt(5) == 0) {
      text.append("<![CDATA[<b>&x;]]>");
      return "<b>&x;";
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      String[] piece = PIECES[random.nextInt(PIECES.length)];
      if (text.toString().endsWith("]]") && piece[0].startsWith(">")) {
        continue;
      }
      text.append(piece[0]);
      value.append(piece[1]);
    }
    if (random.nextInt(5) == 0) {
      text.append(lineEnd);
      value.append('\n');
    }
    return value.toString();
  }

  private void misc() {
    text.append(
        pick("", "<!-- <a b='c'> & -->", "<?pi a=\"b\" > ?>", "<!--" + lineEnd + "  two -->"));
  }

  private String eol(String blanks) {
    return blanks.replace("\n", lineEnd);
  }

  private String quoted(String value) {
    String quote = pick("'", "\"");
    return quote + value + quote;
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }
}
