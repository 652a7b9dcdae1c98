package io.lockstep.materialize.format.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lockstep.materialize.format.Broken;
import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonFormatPropertyTest {
  private static final int FILES = 800;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final JsonFormat format = new JsonFormat();

  @Test
  void readsWhatStandsInEveryFile() {
    for (long seed = 0; seed < FILES; seed++) {
      OddJson odd = new OddJson(seed);
      List<String> addresses = odd.targets.stream().map(OddJson.Target::address).toList();

      Map<String, FileValue> values = format.read(odd.bytes(), addresses);

      for (OddJson.Target target : odd.targets) {
        assertThat(values.get(target.address()))
            .as("seed %d, %s", seed, target.address())
            .isEqualTo(target.value());
      }
    }
  }

  @Test
  void answersEachAddressThatItNames() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] file = new OddJson(seed).bytes();
      Map<String, FileValue> all = format.readAll(file);

      assertThat(format.read(file, all.keySet())).as("seed %d", seed).isEqualTo(all);
    }
  }

  @Test
  void changesNothingWhereAllOfItHolds() {
    for (long seed = 0; seed < FILES; seed++) {
      byte[] file = new OddJson(seed).bytes();
      List<Edit> edits = new ArrayList<>();
      format.readAll(file).forEach((at, value) -> edits.add(new Edit.Put(at, value)));

      assertThat(format.edit(file, edits)).as("seed %d", seed).isSameAs(file);
    }
  }

  @Test
  void changesTheBytesOfTheValueAlone() throws Exception {
    int changed = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddJson odd = new OddJson(seed);
      OddJson.Target target = odd.target();
      if (target == null) {
        continue;
      }
      Edit put = new Edit.Put(target.address(), odd.value(0));
      byte[] edited = format.edit(odd.bytes(), List.of(put));

      String before = odd.text();
      String after = odd.decode(edited);
      assertThat(edited).as("seed %d", seed).isEqualTo(odd.bytes(after));
      assertThat(after).as("seed %d", seed).startsWith(before.substring(0, target.start()));
      assertThat(after).as("seed %d", seed).endsWith(before.substring(target.end()));
      assertThat(MAPPER.readTree(after).at(target.pointer()))
          .as("seed %d:%n%s", seed, after)
          .isEqualTo(node(((Edit.Put) put).value(), MAPPER.readTree(after).at(target.pointer())));
      assertThat(format.edit(edited, List.of(put))).as("seed %d", seed).isSameAs(edited);
      changed++;
    }
    assertThat(changed).isGreaterThan(FILES / 2);
  }

  @Test
  void putsInWhatIsMissingInOnePlaceAndTakesItOutAgain() throws Exception {
    for (long seed = 0; seed < FILES; seed++) {
      OddJson odd = new OddJson(seed);
      String object = odd.object();
      String made = (object.isEmpty() ? "" : object + ".") + "New";
      String address = made + (odd.number(2) == 0 ? "" : ".list[name=\"x\"].\"deep er\"");
      Edit put = new Edit.Put(address, odd.value(0));
      byte[] file = odd.bytes();

      byte[] edited = format.edit(file, List.of(put));

      String after = odd.decode(edited);
      assertThat(inOnePlace(odd.text(), after)).as("seed %d:%n%s", seed, after).isTrue();
      assertThat(format.edit(edited, List.of(put))).as("seed %d", seed).isSameAs(edited);
      byte[] back = format.edit(edited, List.of(new Edit.Remove(made)));
      assertThat(MAPPER.readTree(odd.decode(back)))
          .as("seed %d", seed)
          .isEqualTo(MAPPER.readTree(odd.text()));
    }
  }

  @Test
  void takesOutWhatWasAskedForAndNothingElse() throws Exception {
    int removed = 0;
    for (long seed = 0; seed < FILES; seed++) {
      OddJson odd = new OddJson(seed);
      OddJson.Target target = odd.target();
      if (target == null || target.address().endsWith("]")) {
        continue;
      }
      Edit remove = new Edit.Remove(target.address());
      byte[] edited = format.edit(odd.bytes(), List.of(remove));

      String after = odd.decode(edited);
      JsonNode left = MAPPER.readTree(odd.text());
      int slash = target.pointer().lastIndexOf('/');
      String key = target.pointer().substring(slash + 1).replace("~1", "/").replace("~0", "~");
      ((ObjectNode) left.at(target.pointer().substring(0, slash))).remove(key);
      assertThat(MAPPER.readTree(after)).as("seed %d", seed).isEqualTo(left);
      assertThat(removedInOnePlace(after, odd.text())).as("seed %d:%n%s", seed, after).isTrue();
      assertThat(format.edit(edited, List.of(remove))).as("seed %d", seed).isSameAs(edited);
      removed++;
    }
    assertThat(removed).isGreaterThan(FILES / 3);
  }

  @Test
  void makesAnArrayTheRowsThatWereAskedFor() throws Exception {
    for (long seed = 0; seed < FILES; seed++) {
      OddJson odd = new OddJson(seed);
      String object = odd.object();
      String address = (object.isEmpty() ? "" : object + ".") + "Rows";
      byte[] now = odd.bytes();
      for (int round = 0; round < 4; round++) {
        List<FileValue.Table> wanted = new ArrayList<>();
        for (int i = odd.number(4); i > 0; i--) {
          wanted.add(odd.table(1));
        }
        Edit rows = new Edit.Rows(address, wanted);
        byte[] edited = format.edit(now, List.of(rows));
        assertThat(format.edit(edited, List.of(rows))).as("seed %d", seed).isSameAs(edited);
        now = edited;
      }
      byte[] back = format.edit(now, List.of(new Edit.Remove(address)));
      assertThat(MAPPER.readTree(odd.decode(back)))
          .as("seed %d", seed)
          .isEqualTo(MAPPER.readTree(odd.text()));
    }
  }

  @Test
  void refusesOrReadsWhatIsCutOffOrBroken() {
    int refused = 0;
    for (long seed = 0; seed < FILES; seed++) {
      byte[] file = new OddJson(seed).bytes();
      Random random = new Random(seed);
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

  /** Whether one text is the other with something put in at one place. */
  private static boolean inOnePlace(String less, String more) {
    int head = 0;
    while (head < less.length() && head < more.length() && less.charAt(head) == more.charAt(head)) {
      head++;
    }
    return more.endsWith(less.substring(head));
  }

  /** What was alone in its object may have had blanks around it. */
  private static boolean removedInOnePlace(String after, String before) {
    return inOnePlace(after, before);
  }

  /** The value as Jackson would have it; of numbers and halves of characters, as it read them. */
  private static JsonNode node(FileValue value, JsonNode read) {
    if (value instanceof FileValue.Items items) {
      ArrayNode array = MAPPER.createArrayNode();
      for (int i = 0; i < items.items().size(); i++) {
        array.add(node(items.items().get(i), read.path(i)));
      }
      return array;
    }
    if (value instanceof FileValue.Table table) {
      ObjectNode object = MAPPER.createObjectNode();
      table.fields().forEach((key, field) -> object.set(key, node(field, read.path(key))));
      return object;
    }
    if (value instanceof FileValue.Flag flag) {
      return MAPPER.getNodeFactory().booleanNode(flag.on());
    }
    if (value instanceof FileValue.Text text) {
      return MAPPER.getNodeFactory().textNode(text.text());
    }
    assertThat(read.isNumber()).isTrue();
    assertThat(read.decimalValue()).isEqualByComparingTo(value.text());
    return read;
  }
}
