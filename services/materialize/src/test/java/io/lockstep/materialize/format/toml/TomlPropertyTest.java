package io.lockstep.materialize.format.toml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FormatProperties;
import io.lockstep.materialize.format.OddFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TomlPropertyTest extends FormatProperties {
  @Override
  protected FileFormat format() {
    return new TomlFormat();
  }

  @Override
  protected OddFile make(long seed) {
    return new OddToml(seed).make();
  }

  @Override
  protected FileValue value(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> new FileValue.Whole(random.nextInt());
      case 1 -> new FileValue.Flag(random.nextBoolean());
      case 2 -> new FileValue.Items(List.of(new FileValue.Text("a"), new FileValue.Whole(7)));
      case 3 -> new FileValue.Text("line\nbreak \\ \"'\t\u0001");
      default -> new FileValue.Text("new \u00E9 " + random.nextInt());
    };
  }

  @Override
  protected String missing(OddFile file, Random random) {
    List<String> tables = new ArrayList<>(List.of(""));
    for (Map.Entry<String, OddFile.Spot> spot : file.spots().entrySet()) {
      List<TomlStep> steps = TomlAddress.parse(spot.getKey());
      if (steps.size() > 1) {
        tables.add(TomlAddress.spell(steps.subList(0, steps.size() - 1)));
      }
    }
    String table = tables.get(random.nextInt(tables.size()));
    String[] names = {"new_key", "\"new key\"", "new.below.key", "news[name=\"x y\"].key"};
    String name = names[random.nextInt(names.length)];
    return table.isEmpty() ? name : table + "." + name;
  }

  @Override
  protected boolean canonical(OddFile file, OddFile.Spot spot, FileValue other) {
    String spelled = file.text().substring(spot.start(), spot.stop());
    boolean scalar = !(spot.value() instanceof FileValue.Items);
    return scalar && spelled.equals(TomlWriter.spell(spot.value(), ""));
  }

  @Override
  protected boolean ownLine(OddFile file, String address) {
    String text = file.text();
    int stop = file.spots().get(address).stop();
    while (stop < text.length() && " \t".indexOf(text.charAt(stop)) >= 0) {
      stop++;
    }
    return stop == text.length() || "#\r\n".indexOf(text.charAt(stop)) >= 0;
  }

  @Override
  protected String[] pieces() {
    return new String[] {
      "[",
      "]",
      "[[",
      "]]",
      "{",
      "}",
      "=",
      ".",
      ",",
      "\n",
      "\r\n",
      "\r",
      " ",
      "\t",
      "#",
      "\"",
      "'",
      "\"\"\"",
      "'''",
      "a",
      "b",
      "a = 1\n",
      "[a]\n",
      "[a.b]\n",
      "[[a]]\n",
      "b.c = 'x'\n",
      "\\",
      "\\u",
      "0x1",
      "1_0",
      "1e5",
      "1979-05-27",
      "T07:32:00Z",
      "true",
      "inf",
      "\uFEFF",
      "\u0000",
      "\uFFFF",
      "a.b = {c = [1, 2]}\n",
      "odd_key = 0\n",
      "[odd_key]\n",
      "[[odd_key]]\n"
    };
  }

  @Test
  void replacesTheRowsOfAnArrayOfTablesAndNothingElse() {
    for (long seed = 0; seed < FILES; seed++) {
      Random random = new Random(seed);
      OddFile file = make(seed);
      byte[] bytes = file.bytes();
      String array = array(file, random);
      List<FileValue.Table> rows = rows(random);
      List<Edit> edits = List.of(new Edit.Rows(array, rows));

      byte[] edited = format().edit(bytes, edits);

      String as =
          "seed %d: %s\n%s\n----\n%s".formatted(seed, array, file.text(), file.decode(edited));
      FileValue there = format().read(edited, List.of(array)).get(array);
      assertThat(there)
          .as(as)
          .isEqualTo(rows.isEmpty() ? null : new FileValue.Items(List.copyOf(rows)));
      assertThat(outside(edited, array)).as(as).isEqualTo(outside(bytes, array));
      assertThat(format().edit(edited, edits)).as(as).isSameAs(edited);
    }
  }

  private Map<String, FileValue> outside(byte[] file, String array) {
    Map<String, FileValue> all = new LinkedHashMap<>(format().readAll(file));
    all.keySet().removeIf(address -> address.startsWith(array + "["));
    return all;
  }

  /** One of the file, or one that is not there. */
  private static String array(OddFile file, Random random) {
    List<String> arrays = new ArrayList<>(List.of("rows", "above.rows"));
    for (String address : file.spots().keySet()) {
      List<TomlStep> steps = TomlAddress.parse(address);
      if (steps.size() > 2 && !(steps.get(1) instanceof TomlStep.Key)) {
        arrays.add(TomlAddress.spell(steps.subList(0, 1)));
      }
    }
    return arrays.get(random.nextInt(arrays.size()));
  }

  private static List<FileValue.Table> rows(Random random) {
    List<FileValue.Table> rows = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Map<String, FileValue> fields = new LinkedHashMap<>();
      fields.put("name", new FileValue.Text("n " + random.nextInt(3) + i));
      fields.put("urls", new FileValue.Items(List.of(new FileValue.Text("tcp://x:" + i))));
      if (random.nextBoolean()) {
        fields.put("sub", new FileValue.Table(Map.of("x y", new FileValue.Whole(i))));
      }
      rows.add(new FileValue.Table(fields));
    }
    return rows;
  }
}
