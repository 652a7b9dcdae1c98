package io.lockstep.materialize.format.toml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.Edit.Put;
import io.lockstep.materialize.format.Edit.Remove;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.FileValue.Whole;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TomlFormatTest {
  private final TomlFormat format = new TomlFormat();

  @Test
  void changesAValueAndKeepsTheCommentBehindIt() {
    assertThat(put("[server]\nhostname =  \"a\"   # ours\noffset=0\n", "server.hostname", "b"))
        .isEqualTo("[server]\nhostname =  \"b\"   # ours\noffset=0\n");
  }

  @Test
  void leavesAnotherSpellingOfTheSameValueAlone() {
    String file = "a = 0x2A\nb = 'x'\nc = 1_000\nd = 1.50\ne = 1979-05-27 07:32:00Z\n";
    byte[] bytes = bytes(file);

    assertThat(
            format.edit(
                bytes,
                List.of(
                    new Put("a", new Whole(42)),
                    new Put("b", new Text("x")),
                    new Put("c", new Text("1000")),
                    new Put("d", new Text("1.5")),
                    new Put("e", new Text("1979-05-27T07:32:00Z")))))
        .isSameAs(bytes);
  }

  @Test
  void keepsTheTypeForATextThatSpellsSuchAValue() {
    assertThat(put("port = 9443\n", "port", "9444")).isEqualTo("port = 9444\n");
    assertThat(put("on = true\n", "on", "false")).isEqualTo("on = false\n");
    assertThat(put("rate = 0.5\n", "rate", "1")).isEqualTo("rate = 1.0\n");
    assertThat(put("port = 9443\n", "port", "any")).isEqualTo("port = \"any\"\n");
    assertThat(put("port = \"9443\"\n", "port", "9444")).isEqualTo("port = \"9444\"\n");
    assertThat(put("day = 1979-05-27\n", "day", "1980-01-01")).isEqualTo("day = 1980-01-01\n");
    assertThat(put("port = 9443\n", "port", "09444")).isEqualTo("port = \"09444\"\n");
  }

  @ParameterizedTest
  @CsvSource({
    "1979-05-27, 1979-05-27T07:32:00",
    "1979-05-27T07:32:00, 1979-05-27T07:32:00+02:00",
    "1979-05-27 07:32:00Z, 1979-05-27",
    "07:32:00, 1979-05-27 07:32:00.5Z",
    "1979-05-27T07:32:00.25, 07:32:00"
  })
  void oneKindOfDateMayReplaceAnother(String before, String after) {
    assertThat(put("when = " + before + " # x\n", "when", after))
        .isEqualTo("when = " + after + " # x\n");
    assertThat(put("when = " + before + "\n", "when", "later")).isEqualTo("when = \"later\"\n");
  }

  @Test
  void keepsTheQuotesOfAValue() {
    assertThat(put("a = 'x'\n", "a", "C:\\y")).isEqualTo("a = 'C:\\y'\n");
    assertThat(put("a = 'x'\n", "a", "it's")).isEqualTo("a = \"it's\"\n");
    assertThat(put("a = '''\nx\n'''\n", "a", "x\ny\\n")).isEqualTo("a = '''\nx\ny\\n'''\n");
    assertThat(put("a = \"\"\"\nx\n\"\"\"\n", "a", "x\ny\\n\""))
        .isEqualTo("a = \"\"\"\nx\ny\\\\n\\\"\"\"\"\n");
  }

  @Test
  void addsAKeyBehindTheLastOfItsTableInTheStyleBesideIt() {
    String file = "[a]\n  x=1 # one\n# y = 2\n\n# about b\n[b]\nz = 3\n";

    assertThat(put(file, "a.new", "v"))
        .isEqualTo("[a]\n  x=1 # one\n  new=\"v\"\n# y = 2\n\n# about b\n[b]\nz = 3\n");
    assertThat(put("a='x'", "b", "y")).isEqualTo("a='x'\nb='y'");
    assertThat(put("[a]\r\n\r\n[b]\r\n", "a.x", "y")).isEqualTo("[a]\r\nx = \"y\"\r\n\r\n[b]\r\n");
    assertThat(put("\uFEFFa = 1\r\n", "b", "y")).isEqualTo("\uFEFFa = 1\r\nb = \"y\"\r\n");
    assertThat(put("", "a.b.c", "y")).isEqualTo("[a.b]\nc = \"y\"\n");
    assertThat(put("# licence\n\n[a]\n", "x", "y")).isEqualTo("# licence\n\nx = \"y\"\n\n[a]\n");
    assertThat(put("# about a\n[a]\n", "x", "y")).isEqualTo("x = \"y\"\n\n# about a\n[a]\n");
  }

  @Test
  void editsBesideATextOfSeveralLinesWithLineEndsOfWindows() {
    String file =
        "a = \"\"\"one\r\ntwo\"\"\"\r\nb = '''\r\none\r\ntwo'''\r\nc = \"\\r\\n\"\r\nd = 1\r\n";

    assertThat(put(file, "d", "2")).isEqualTo(file.replace("d = 1", "d = 2"));
    assertThat(put(file, "a", "x")).isEqualTo(file.replace("\"\"\"one\r\ntwo\"\"\"", "\"x\""));
  }

  @Test
  void neverUncommentsATable() {
    String file = "[server]\nhostname = \"a\"\n\n#[transport.http]\n#properties.port = 9763\n";

    assertThat(put(file, "transport.http.properties.port", "9764"))
        .isEqualTo(file + "\n[transport.http.properties]\nport = \"9764\"\n");
  }

  @Test
  void addsDottedKeysBesideTheirLike() {
    assertThat(put("[t]\na.x = 1\nb = 2\n", "t.a.y", "v"))
        .isEqualTo("[t]\na.x = 1\na.y = \"v\"\nb = 2\n");
    assertThat(put("[t]\na = {x = 1}\n", "t.a.y.z", "v"))
        .isEqualTo("[t]\na = {x = 1, y = {z = \"v\"}}\n");
    assertThat(put("[t.u]\nx = 1\n", "t.y", "v")).isEqualTo("[t.u]\nx = 1\n\n[t]\ny = \"v\"\n");
  }

  @Test
  void addressesElementsByAKeyOrANumber() {
    String file =
        "[[env]]\nname = \"Default\"\nurl = \"a\"\n\n[[env]]\nname = \"x y\"\nport = 1\nurl = \"b\"\n";

    assertThat(put(file, "env[name=Default].url", "c")).isEqualTo(file.replace("\"a\"", "\"c\""));
    assertThat(put(file, "env[name=\"x y\"].url", "c")).isEqualTo(file.replace("\"b\"", "\"c\""));
    assertThat(put(file, "env[port=1].url", "c")).isEqualTo(file.replace("\"b\"", "\"c\""));
    assertThat(put(file, "env[1].url", "c")).isEqualTo(file.replace("\"b\"", "\"c\""));
    assertThat(put(file, "env[name=Default].type", "c"))
        .isEqualTo(file.replace("\"a\"\n", "\"a\"\ntype = \"c\"\n"));
    assertThat(put(file, "env[name=Default].sub.type", "c"))
        .isEqualTo(file.replace("\"a\"\n", "\"a\"\n\n[env.sub]\ntype = \"c\"\n"));
    assertThat(put(file, "env[name=new].url", "c"))
        .isEqualTo(file + "\n[[env]]\nname = \"new\"\nurl = \"c\"\n");
    assertThat(put("[a]\nb = 1\n", "env[name=new].inner[id=x].url", "c"))
        .isEqualTo(
            "[a]\nb = 1\n\n[[env]]\nname = \"new\"\n\n[[env.inner]]\nid = \"x\"\nurl = \"c\"\n");
  }

  @Test
  void refusesAnAddressThatIsAmbiguousInTheFile() {
    String file = "[[e]]\nname = \"a\"\n[[e]]\nname = \"a\"\n";

    assertThatThrownBy(() -> put(file, "e[name=a].x", "y"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "line 3, column 1: a second table that [name=a] selects, after the one on line 1; make"
                + " them differ");
    assertThatThrownBy(() -> put(file, "e.name", "y"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "line 1, column 1: e is an array of tables: say which of them, such as [0] or"
                + " [name=value]");
  }

  @Test
  void changesListsItemByItem() {
    String file = "urls = [\n  \"a\", # one\n  \"b\" # two\n]\n";

    assertThat(edit(file, new Put("urls", texts("a", "c"))))
        .isEqualTo("urls = [\n  \"a\", # one\n  \"c\" # two\n]\n");
    assertThat(edit(file, new Put("urls", texts("a", "b", "c"))))
        .isEqualTo("urls = [\n  \"a\", # one\n  \"b\", # two\n  \"c\"\n]\n");
    assertThat(edit("p = [1, 2, 3]\n", new Put("p", texts("1", "3")))).isEqualTo("p = [1, 3]\n");
    assertThat(edit("p = [1, 2, 3]\n", new Remove("p[1]"))).isEqualTo("p = [1, 3]\n");
    assertThat(edit("p = [1, 2, 3]\n", new Remove("p[2]"))).isEqualTo("p = [1, 2]\n");
    assertThat(put("p = [1, 2]\n", "p[2]", "x")).isEqualTo("p = [1, 2, \"x\"]\n");
  }

  @Test
  void takesOutALineAndNoOther() {
    String file =
        "[a]\n# about x\nx = \"\"\"\n1\n2\"\"\" # x\n\ny = {k = 1, l = 2}\n[a.b]\nz = 1\n[c]\n";

    assertThat(edit(file, new Remove("a.x")))
        .isEqualTo("[a]\n# about x\n\ny = {k = 1, l = 2}\n[a.b]\nz = 1\n[c]\n");
    assertThat(edit(file, new Remove("a.y.k"))).isEqualTo(file.replace("k = 1, ", ""));
    assertThat(edit(file, new Remove("a.y.l"))).isEqualTo(file.replace(", l = 2", ""));
    assertThat(edit(file, new Remove("a"))).isEqualTo("[c]\n");
    assertThat(edit("x = {a.b = 1, c = 2, a.d = 3}\n", new Remove("x.a")))
        .isEqualTo("x = {c = 2}\n");
    byte[] bytes = bytes(file);
    assertThat(format.edit(bytes, List.of(new Remove("a.nowhere.x")))).isSameAs(bytes);
  }

  @Test
  void readsTheTypesOfToml() {
    String file =
        "[t]\na = 0o17\nb = -1.5e3\nc = true\nd = 07:32:00\ne = [[1], ['x']]\nf = {g = \"\\u00e9\"}\n";

    assertThat(format.readAll(bytes(file)).toString())
        .isEqualTo(
            "{t.a=Whole[number=15], t.b=Real[number=-1.5E+3], t.c=Flag[on=true],"
                + " t.d=Verbatim[text=07:32:00], t.e=Items[items=[Items[items=[Whole[number=1]]],"
                + " Items[items=[Text[text=x]]]]], t.f.g=Text[text=\u00E9]}");
  }

  @Test
  void namesThePlaceOfAProblemAndNeverAValue() {
    assertThatThrownBy(() -> put("a = 1\npassword = hunter2\n", "a", "2"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("line 2, column 12: expected a value")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> put("p = \"hunter2\n", "a", "2"))
        .hasMessage("line 1, column 5: this quote is not closed on its line");
    assertThatThrownBy(() -> put("p = \"x\" hunter2\n", "a", "2"))
        .hasMessageStartingWith("line 1, column 9: expected the end of the line")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> format.readAll(new byte[] {'a', '=', '"', (byte) 0xE9, '"'}))
        .hasMessage(
            "line 1, column 4: what follows is not UTF-8 (byte 0xE9); save the file as UTF-8");
  }

  @Test
  void refusesWhatStandsThereTwice() {
    for (String file :
        List.of(
            "a = 1\na = 2\n",
            "a.b = 1\na = 2\n",
            "a = 1\na.b = 2\n",
            "[a]\n[a]\n",
            "[a]\n[[a]]\n",
            "[[a]]\n[a]\n",
            "a = {b = 1}\n[a.c]\n",
            "a = {b = 1}\na.c = 2\n",
            "a = [1]\n[[a]]\n",
            "[a.b]\n[a]\nb.c = 1\n",
            "[a]\nb.c = 1\n[a.b]\n",
            "a = {b = 1, b = 2}\n")) {
      assertThatThrownBy(() -> format.readAll(bytes(file)))
          .as(file)
          .isInstanceOf(MalformedFileException.class)
          .hasMessageMatching("line \\d+, column \\d+: [a-z.]+ stands on line \\d+ already, as .*");
    }
  }

  @Test
  void refusesToPutAValueBelowAValue() {
    assertThatThrownBy(() -> put("a = 1\n", "a.b", "x"))
        .hasMessage("line 1, column 5: a is a value: b leads nowhere in it");
    assertThatThrownBy(() -> put("[a]\nb = 1\n", "a", "x"))
        .hasMessage("line 1, column 1: a is a table: give a table for it, or remove it first");
    assertThatThrownBy(() -> put("[[a]]\n", "a[2].x", "x"))
        .hasMessage(
            "line 1, column 1: a is an array of tables: it has 1, so that the next one is [1]");
  }

  @Test
  void boundsTheDepth() {
    for (String deep :
        List.of(
            "a=" + "[".repeat(100_000),
            "a=" + "{a=".repeat(100_000),
            "[" + "a.".repeat(100_000) + "a]",
            "a.".repeat(100_000) + "a=1")) {
      assertThatThrownBy(() -> format.readAll(bytes(deep)))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("more than 100");
    }
    String inside = "a=" + "[".repeat(99) + "1" + "]".repeat(99) + "\n";
    assertThat(format.readAll(bytes(inside))).hasSize(1);
  }

  @Test
  void saysWhatAnAddressLooksLike() {
    for (String good :
        List.of("a", "a.b-c.\"d e\"", "a[0]", "a[0][1].x", "a[n=v].x", "a[\"n \"='v]'].x")) {
      assertThat(format.problem(good)).as(good).isEmpty();
    }
    for (String bad :
        List.of("", ".", "a.", "a b", "a[", "a[]", "a[x]", "a[n=]", "[0]", "a[0]b", "a[-1]")) {
      assertThat(format.problem(bad)).as(bad).isPresent();
    }
    assertThat(format.problem("a b").orElseThrow())
        .isEqualTo(
            "\"a b\" is no address in TOML: at character 2: write it as table.key, list[0].key or"
                + " list[name=value].key; parts with other characters than A-Za-z0-9_- in quotes");
  }

  private static FileValue texts(String... texts) {
    return new FileValue.Items(List.of(texts).stream().<FileValue>map(Text::new).toList());
  }

  private String put(String file, String address, String text) {
    return edit(file, new Put(address, new Text(text)));
  }

  private String edit(String file, Edit edit) {
    return new String(format.edit(bytes(file), List.of(edit)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
