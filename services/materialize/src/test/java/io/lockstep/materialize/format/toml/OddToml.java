package io.lockstep.materialize.format.toml;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.OddFile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes TOML files in odd spellings. Seeded. */
final class OddToml {
  private record Spelled(FileValue value, String text) {}

  private static final String[] COMMENTS = {
    "", "", "", " # why", "#x = 1", "\t# \u00FC \u6771 = [", " # \"quote", "#"
  };
  private static final String[] TEXTS = {
    "",
    "a",
    "two words",
    "\u00FC\u6771\uD83D\uDE80",
    "https://${mgt.host}:9443/services/",
    "$ref{keystore.tls.password}",
    "$secret{admin_password}",
    "$env{HOME}",
    "#no comment",
    "a=b",
    "[x]",
    "it's",
    "say \"x\"",
    "C:\\temp\\n",
    "tab\there",
    "9443",
    "true",
    "1979-05-27"
  };
  private static final String[] DATES = {
    "1979-05-27", "07:32:00", "07:32:00.5", "1979-05-27T07:32:00", "1979-05-27 07:32:00",
    "1979-05-27T07:32:00Z", "1979-05-27t00:32:00.999-07:00", "inf", "-inf", "nan"
  };

  private final Random random;
  private final OddFile file = new OddFile();
  private final String end;
  private int names;

  OddToml(long seed) {
    this.random = new Random(seed);
    this.end = random.nextInt(4) == 0 ? "\r\n" : "\n";
  }

  OddFile make() {
    filler(3);
    keys("", random.nextInt(4));
    for (int i = random.nextInt(6); i > 0; i--) {
      filler(3);
      if (random.nextInt(3) == 0) {
        elements();
      } else {
        table();
      }
    }
    filler(2);
    if (random.nextInt(4) == 0) {
      file.open();
    }
    file.encoding(StandardCharsets.UTF_8, random.nextInt(5) == 0);
    return file;
  }

  private void table() {
    Spelled name = key();
    boolean deep = random.nextInt(3) == 0;
    Spelled below = key();
    String address = TomlKeys.spell(name.value().text());
    if (deep) {
      String longer = address + "." + TomlKeys.spell(below.value().text());
      header("[" + pad() + name.text() + pad() + "." + pad() + below.text() + pad() + "]");
      keys(longer, random.nextInt(4));
      if (random.nextBoolean()) {
        return;
      }
      filler(2);
    }
    header("[" + name.text() + "]");
    keys(address, random.nextInt(5));
  }

  private void elements() {
    Spelled name = key();
    String address = TomlKeys.spell(name.value().text());
    boolean named = random.nextBoolean();
    for (int i = 0; i <= random.nextInt(4); i++) {
      header("[[" + pad() + name.text() + pad() + "]]");
      String element = address + (named ? "[name=\"n " + i + "\"]" : "[" + i + "]");
      if (named) {
        file.add("name" + equals()).add("\"n " + i + "\"").add(comment() + end);
      }
      keys(element, random.nextInt(4));
      if (random.nextInt(3) == 0) {
        filler(2);
        header("[" + name.text() + ".sub]");
        keys(element + ".sub", random.nextInt(3));
      }
      if (random.nextInt(4) == 0) {
        for (int j = 0; j < 2; j++) {
          header("[[" + name.text() + ".inner]]");
          keys(element + ".inner[" + j + "]", random.nextInt(3));
        }
      }
      filler(2);
    }
  }

  private void header(String header) {
    file.add(indent() + header + comment() + end);
  }

  private void keys(String table, int count) {
    for (int i = 0; i < count; i++) {
      filler(1);
      Spelled key = key();
      String address = (table.isEmpty() ? "" : table + ".") + TomlKeys.spell(key.value().text());
      file.add(indent() + key.text());
      if (random.nextInt(5) == 0) {
        Spelled below = key();
        file.add(pad() + "." + pad() + below.text());
        address += "." + TomlKeys.spell(below.value().text());
      }
      file.add(equals());
      if (random.nextInt(7) == 0) {
        braces(address);
      } else {
        Spelled value = value(0);
        file.add(address, value.value(), value.text());
      }
      file.add(comment() + end);
    }
  }

  private void braces(String address) {
    file.add("{" + pad());
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      Spelled key = key();
      Spelled value = value(1);
      file.add(key.text() + equals());
      file.add(address + "." + TomlKeys.spell(key.value().text()), value.value(), value.text());
      file.add(pad() + (i < count - 1 ? "," + pad() : ""));
    }
    file.add("}");
  }

  private Spelled key() {
    String name = "k" + names++;
    return switch (random.nextInt(8)) {
      case 0 -> text("\"" + name + " x\"", name + " x");
      case 1 -> text("'" + name + ".dot'", name + ".dot");
      case 2 -> text("\"" + name + "\\\"\u00E9\"", name + "\"\u00E9");
      case 3 -> text("\"" + name + "[0]=\"", name + "[0]=");
      case 4 -> text("'" + name + "'", name);
      case 5 -> text(names + "-" + name, names + "-" + name);
      default -> text(name, name);
    };
  }

  private static Spelled text(String spelled, String text) {
    return new Spelled(new FileValue.Text(text), spelled);
  }

  private Spelled value(int depth) {
    return switch (random.nextInt(depth > 2 ? 6 : 8)) {
      case 0 -> whole();
      case 1 -> new Spelled(new FileValue.Flag(true), "true");
      case 2 -> real();
      case 3 -> {
        String date = pick(DATES);
        yield new Spelled(new FileValue.Verbatim(date), date);
      }
      case 6 -> list(depth);
      case 7 -> depth > 0 ? table(depth) : list(depth);
      default -> string(depth);
    };
  }

  private Spelled whole() {
    String[] spellings = {"42", "+42", "0x2A", "0x2a", "0o52", "0b10_1010", "4_2"};
    return new Spelled(new FileValue.Whole(42), pick(spellings));
  }

  private Spelled real() {
    String[] spellings = {"1.5", "+1.5", "-0.25", "6.6e-3", "1e1_0", "9_2.4"};
    String spelled = pick(spellings);
    return new Spelled(new FileValue.Real(new BigDecimal(spelled.replace("_", ""))), spelled);
  }

  private Spelled string(int depth) {
    String text = pick(TEXTS);
    boolean literal = text.indexOf('\'') < 0;
    return switch (random.nextInt(depth > 0 ? 2 : 5)) {
      case 0 -> literal ? text("'" + text + "'", text) : text(TomlWriter.basic(text), text);
      case 2 -> {
        String body = "first " + end + "  # second" + end;
        yield text("\"\"\"" + end + body + "\\" + end + "   \\\"\"\"\"", body + "\"");
      }
      case 3 -> text("'''" + end + "a\\b" + end + "''x'''", "a\\b" + end + "''x");
      case 4 -> text("\"\\u00e9\\x41\\e\"", "\u00E9A\u001B");
      default -> text(TomlWriter.basic(text), text);
    };
  }

  private Spelled list(int depth) {
    List<FileValue> items = new ArrayList<>();
    boolean lines = random.nextBoolean();
    String gap = lines ? end + "    " : pad();
    StringBuilder text = new StringBuilder("[" + (lines ? comment() : ""));
    for (int i = random.nextInt(4); i > 0; i--) {
      Spelled item = value(depth + 1);
      items.add(item.value());
      boolean comma = i > 1 || random.nextBoolean();
      text.append(gap).append(item.text()).append(comma ? pad() + "," : "");
      text.append(lines ? comment() : "");
    }
    text.append(lines ? end : pad()).append("]");
    return new Spelled(new FileValue.Items(items), text.toString());
  }

  private Spelled table(int depth) {
    Map<String, FileValue> fields = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder("{");
    for (int i = random.nextInt(3); i > 0; i--) {
      Spelled key = key();
      Spelled value = value(depth + 1);
      fields.put(key.value().text(), value.value());
      text.append(key.text()).append(equals()).append(value.text()).append(i > 1 ? "," : "");
    }
    return new Spelled(new FileValue.Table(fields), text.append("}").toString());
  }

  private void filler(int most) {
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      String[] lines = {"", "  ", "# comment", "#[transport.http]", "#key = 1", "\t# \u6771"};
      file.add(pick(lines) + end);
    }
  }

  private String comment() {
    return pick(COMMENTS);
  }

  private String indent() {
    return pick(new String[] {"", "", "", "  ", "\t"});
  }

  private String pad() {
    return pick(new String[] {"", "", " ", "\t"});
  }

  private String equals() {
    return pick(new String[] {"=", " = ", " = ", "   = ", "\t=  "});
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
