package io.lockstep.materialize.format.properties;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.OddFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes properties files in odd spellings. Seeded. */
final class OddProperties {
  private static final String[] SEPARATORS = {
    "=", " = ", ":", ": ", " ", "\t", " =", "  :\t", "\f=", "=\\\n   ", " \\\r\n = "
  };
  private static final String[][] VALUES = {
    {"", ""},
    {"a", "a"},
    {"two words", "two words"},
    {"a=b:c", "a=b:c"},
    {"\\ x", " x"},
    {"\\u00e9\\u6771", "\u00E9\u6771"},
    {"a\\\n    b", "ab"},
    {"a\\\r\n\tb\\\r  c", "abc"},
    {"a\\\n#no comment", "a#no comment"},
    {"C:\\\\temp\\\\x", "C:\\temp\\x"},
    {"\\t\\n\\q", "\t\nq"},
    {"trailing  ", "trailing  "},
    {"# text", "# text"},
    {"${st.home}/conf", "${st.home}/conf"},
    {"a\\\\", "a\\"},
    {"\\=x", "=x"},
    {"\u00E9", "\u00E9"}
  };

  private final Random random;
  private final OddFile file = new OddFile();
  private final boolean latin;
  private final String end;
  private int names;

  OddProperties(long seed) {
    this.random = new Random(seed);
    this.latin = random.nextInt(3) == 0;
    this.end = pick(new String[] {"\n", "\n", "\r\n", "\r"});
  }

  OddFile make() {
    for (int i = random.nextInt(12); i > 0; i--) {
      filler();
      if (random.nextInt(8) == 0) {
        String name = "twice" + names;
        file.add(name + "=first" + end);
        entry(name, name);
      } else {
        key();
      }
    }
    filler();
    Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    if (latin && file.text().chars().anyMatch(c -> c > 0x7F)) {
      file.add("#\u00FC\u00E4" + end); // such that it is not UTF-8 by chance
    }
    if (random.nextInt(4) == 0 && !file.text().matches("(?s).*\\\\[\r\n]+")) {
      open();
    }
    file.encoding(charset, !latin && random.nextInt(5) == 0);
    return file;
  }

  private void open() {
    int before = file.text().length();
    boolean emptyLast =
        file.spots().values().stream()
            .anyMatch(spot -> spot.stop() > before - 3 && spot.stop() == spot.start());
    if (!emptyLast) {
      file.open();
    }
  }

  private void key() {
    String name = "k" + names++;
    switch (random.nextInt(7)) {
      case 0 -> entry(name + "\\ x", name + " x");
      case 1 -> entry(name + "\\=\\:", name + "=:");
      case 2 -> entry("\\#" + name, "#" + name);
      case 3 -> entry(name + "\\u00e9", name + "\u00E9");
      case 4 -> entry(name + ".a.b-c/d", name + ".a.b-c/d");
      case 5 -> entry(name + "\\\n   y", name + "y");
      default -> entry(name, name);
    }
  }

  private void entry(String spelled, String name) {
    String[] value = VALUES[random.nextInt(VALUES.length)];
    String separator = pick(SEPARATORS);
    if (value[0].isEmpty()) {
      separator = pick(new String[] {"=", " = ", ":"});
    }
    boolean colon = value[0].startsWith("=") || value[0].startsWith(":");
    file.add(pick(new String[] {"", "", " ", "\t", "\f"}) + spelled);
    file.add(colon ? "=" : separator);
    file.add(name, new FileValue.Text(value[1]), value[0]);
    file.add(end);
  }

  private void filler() {
    String[] lines = {"", "  ", "# comment", "! old=1", "  #k=v \\", "#"};
    for (int i = random.nextInt(3); i > 0; i--) {
      file.add(pick(lines) + end);
    }
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
