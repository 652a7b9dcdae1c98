package io.lockstep.materialize.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.Broken;
import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class XmlFormatPropertyTest {
  private static final int FILES = 600;

  private final XmlFormat format = new XmlFormat();

  @Test
  void readsWhatStandsInEveryFile() {
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      List<String> addresses = odd.targets.stream().map(OddXml.Target::address).toList();

      Map<String, FileValue> values = format.read(odd.bytes(), addresses);

      for (OddXml.Target target : odd.targets) {
        assertThat(values.get(target.address()))
            .as("seed %d, %s", seed, target.address())
            .isEqualTo(new FileValue.Text(target.value()));
      }
    }
  }

  @Test
  void answersEachAddressThatItNames() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] file = new OddXml(seed).bytes();
      Map<String, FileValue> all = format.readAll(file);

      assertThat(format.read(file, all.keySet())).as("seed %d", seed).isEqualTo(all);
    }
  }

  @Test
  void changesNothingWhereAllOfItHolds() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] file = new OddXml(seed).bytes();
      List<Edit> edits = new ArrayList<>();
      format.readAll(file).forEach((at, value) -> edits.add(new Edit.Put(at, value)));

      assertThat(format.edit(file, edits)).as("seed %d", seed).isSameAs(file);
    }
  }

  @Test
  void changesTheBytesOfTheValueAlone() throws Exception {
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      OddXml.Target target = odd.target();
      String value = odd.value();
      byte[] file = odd.bytes();
      Edit put = new Edit.Put(target.address(), new FileValue.Text(value));

      byte[] edited = format.edit(file, List.of(put));

      String before = odd.text();
      String after = odd.decode(edited);
      assertThat(edited).as("seed %d", seed).isEqualTo(odd.bytes(after));
      assertThat(seenByTheJdk(after, target.address())).as("seed %d", seed).isEqualTo(value);
      if (target.open()) {
        assertThat(after).as("seed %d", seed).startsWith(before.substring(0, target.start()));
        assertThat(after).as("seed %d", seed).endsWith(before.substring(target.end()));
      } else if (!value.isEmpty()) {
        String head = before.substring(0, target.start() - 2).stripTrailing();
        assertThat(after).as("seed %d", seed).startsWith(head + ">");
        assertThat(after).as("seed %d", seed).endsWith(">" + before.substring(target.end()));
      }
      assertThat(format.edit(edited, List.of(put))).as("seed %d", seed).isSameAs(edited);
    }
  }

  @Test
  void putsInWhatIsMissingInOnePlace() throws Exception {
    int put = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      String address = odd.element() + (odd.number(2) == 0 ? "/@new" : "/New[@k=\"v\"]/deep/er");
      String value = odd.value();
      Edit edit = new Edit.Put(address, new FileValue.Text(value));
      byte[] edited;
      try {
        edited = format.edit(odd.bytes(), List.of(edit));
      } catch (MalformedFileException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("holds text");
        continue;
      }
      put++;
      String after = odd.decode(edited);
      assertThat(seenByTheJdk(after, address.replaceAll("\\[@k=\"v\"]", "")))
          .as("seed %d", seed)
          .isEqualTo(value);
      assertThat(inOnePlace(odd.text(), after)).as("seed %d:%n%s", seed, after).isTrue();
      assertThat(format.edit(edited, List.of(edit))).as("seed %d", seed).isSameAs(edited);

      Edit away = new Edit.Remove(address.replaceAll("New.*", "New"));
      byte[] back = format.edit(edited, List.of(away));
      assertThat(format.readAll(back).keySet())
          .as("seed %d", seed)
          .noneMatch(at -> at.contains("/New") || at.endsWith("/@new"));
    }
    assertThat(put).isGreaterThan(FILES / 2);
  }

  @Test
  void takesOutWhatWasAskedForAndNothingElse() {
    int removed = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      String address = odd.target().address();
      boolean last = !odd.elements.contains(next(address)) && address.contains("/");
      if (!last) {
        continue;
      }
      byte[] edited = format.edit(odd.bytes(), List.of(new Edit.Remove(address)));

      assertThat(inOnePlace(odd.decode(edited), odd.text())).as("seed %d", seed).isTrue();
      assertThat(format.read(edited, List.of(address))).as("seed %d", seed).isEmpty();
      assertThat(format.edit(edited, List.of(new Edit.Remove(address)))).isSameAs(edited);
      removed++;
    }
    assertThat(removed).isGreaterThan(FILES / 3);
  }

  @Test
  void makesElementsTheRowsThatWereAskedFor() {
    int made = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      String parent = odd.element();
      byte[] now = odd.bytes();
      try {
        for (int round = 0; round < 4; round++) {
          Edit rows = new Edit.Rows(parent + "/Row", rows(odd));
          byte[] edited = format.edit(now, List.of(rows));
          assertThat(format.edit(edited, List.of(rows))).as("seed %d", seed).isSameAs(edited);
          assertThat(withoutRows(format.readAll(edited)))
              .as("seed %d", seed)
              .isEqualTo(withoutRows(format.readAll(odd.bytes())));
          now = edited;
          made++;
        }
      } catch (MalformedFileException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("holds text");
      }
    }
    assertThat(made).isGreaterThan(FILES);
  }

  @Test
  void refusesOrReadsWhatIsCutOffOrBroken() {
    int refused = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddXml odd = new OddXml(seed);
      Random random = new Random(seed);
      byte[] file = odd.bytes();
      for (int i = 0; i < 20; i++) {
        byte[] broken = Broken.some(file, random);
        try {
          Map<String, FileValue> all = format.readAll(broken);
          assertThat(format.read(broken, all.keySet())).as("seed %d", seed).isEqualTo(all);
        } catch (MalformedFileException e) {
          assertThat(e.line()).as("seed %d: %s", seed, e.getMessage()).isPositive();
          assertThat(e.column()).as("seed %d: %s", seed, e.getMessage()).isPositive();
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(FILES);
  }

  private static List<FileValue.Table> rows(OddXml odd) {
    List<FileValue.Table> rows = new ArrayList<>();
    for (int i = odd.number(5); i > 0; i--) {
      Map<String, FileValue> fields = new LinkedHashMap<>();
      fields.put("@host", new FileValue.Text("n" + odd.number(4)));
      if (odd.number(3) == 0) {
        fields.put("text", new FileValue.Text(odd.value()));
      }
      rows.add(new FileValue.Table(fields));
    }
    return rows;
  }

  /** Blank texts may be those of a parent whose rows went. */
  private static Map<String, FileValue> withoutRows(Map<String, FileValue> values) {
    Map<String, FileValue> left = new LinkedHashMap<>(values);
    left.entrySet().removeIf(e -> e.getKey().contains("/Row") || e.getValue().text().isBlank());
    return left;
  }

  private static String next(String address) {
    int open = address.lastIndexOf('[');
    if (address.lastIndexOf('/') > open) {
      return "";
    }
    int number = Integer.parseInt(address.substring(open + 1, address.length() - 1));
    return address.substring(0, open) + "[" + (number + 1) + "]";
  }

  /** Whether one text is the other with something put in at one place; "/&gt;" may open. */
  private static boolean inOnePlace(String less, String more) {
    int head = 0;
    while (head < less.length() && head < more.length() && less.charAt(head) == more.charAt(head)) {
      head++;
    }
    int tail = 0;
    while (tail < less.length() - head
        && tail < more.length() - head
        && less.charAt(less.length() - 1 - tail) == more.charAt(more.length() - 1 - tail)) {
      tail++;
    }
    return less.substring(head, less.length() - tail).matches("\\s*/?");
  }

  /** The value as another parser sees it. */
  private static String seenByTheJdk(String text, String address) throws Exception {
    String bare = text.replaceFirst("^<\\?xml[^>]*\\?>", "");
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(bare)))
            .getDocumentElement();
    String[] steps = address.split("/", -1);
    Element at = root;
    for (int i = 1; i < steps.length; i++) {
      if (steps[i].startsWith("@")) {
        return at.hasAttribute(steps[i].substring(1))
            ? at.getAttribute(steps[i].substring(1))
            : null;
      }
      String name = steps[i].replaceFirst("\\[.*", "");
      int number =
          steps[i].contains("[") ? Integer.parseInt(steps[i].replaceAll(".*\\[|]", "")) : 1;
      at = child(at, name, number);
    }
    return at.getTextContent();
  }

  private static Element child(Element parent, String name, int number) {
    int left = number;
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name) && --left == 0) {
        return element;
      }
    }
    throw new AssertionError("no " + name + "[" + number + "]");
  }
}
