package io.lockstep.materialize.format.ini;

import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.OddFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes INI files in odd spellings. Seeded. */
final class OddIni {
  private static final String[][] VALUES = {
    {"", ""},
    {"a", "a"},
    {"two words", "two words"},
    {"a=b:c", "a=b:c"},
    {"\" x \"", " x "},
    {"'it \"is\"'", "it \"is\""},
    {"a;b", "a;b"},
    {"\"a ; b\"", "a ; b"},
    {"#x", "#x"},
    {"C:\\temp\\n", "C:\\temp\\n"},
    {"\"a\"b\"", "\"a\"b\""},
    {"\u00E9", "\u00E9"},
    {"\"\"", ""},
    {"it's", "it's"},
    {"[x]", "[x]"},
    {"${st.home}", "${st.home}"},
    {"\"", "\""}
  };

  private final Random random;
  private final OddFile file = new OddFile();
  private final boolean latin;
  private final String end;
  private int names;

  OddIni(long seed) {
    this.random = new Random(seed);
    this.latin = random.nextInt(3) == 0;
    this.end = pick(new String[] {"\n", "\n", "\r\n", "\r"});
  }

  OddFile make() {
    filler();
    keys("", random.nextInt(3));
    for (int i = random.nextInt(5); i > 0; i--) {
      filler();
      String name = pick(new String[] {"s" + names++, "A b.c", "x/y" + names++, "q\"" + names++});
      file.add(indent() + "[" + blank() + name + blank() + "]" + blank());
      file.add(pick(new String[] {"", "", "; why", "# why"}) + end);
      String spelled = name.matches(".*[/\"].*") ? '"' + name.replace("\"", "\"\"") + '"' : name;
      keys(spelled + "/", random.nextInt(5));
    }
    filler();
    Charset charset = latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    if (latin && file.text().chars().anyMatch(c -> c > 0x7F)) {
      file.add(";\u00FC\u00E4" + end); // such that it is not UTF-8 by chance
    }
    if (random.nextInt(4) == 0) {
      file.open();
    }
    file.encoding(charset, !latin && random.nextInt(5) == 0);
    return file;
  }

  private void keys(String section, int count) {
    for (int i = 0; i < count; i++) {
      filler();
      String name =
          pick(new String[] {"k" + names++, "K." + names++, "a b" + names++, "n-" + names++});
      String[] value = VALUES[random.nextInt(VALUES.length)];
      if (random.nextInt(8) == 0) {
        file.add(name + " = first" + end);
      }
      file.add(indent() + name + pick(new String[] {"=", " = ", ":", ": ", "\t=\t"}));
      file.add(section + name, new FileValue.Text(value[1]), value[0]);
      String blanks = value[0].isEmpty() ? "" : "  ";
      file.add(pick(new String[] {"", "", blanks, " ; why", "\t;\"why\""}) + end);
    }
  }

  private void filler() {
    String[] lines = {"", " ", "; comment", "#k = 1", "  ;[x]", "# [y]"};
    for (int i = random.nextInt(3); i > 0; i--) {
      file.add(pick(lines) + end);
    }
  }

  private String indent() {
    return pick(new String[] {"", "", "  ", "\t"});
  }

  private String blank() {
    return pick(new String[] {"", "", " "});
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }
}
