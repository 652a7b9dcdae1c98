package io.lockstep.materialize.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.MalformedFileException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
  private static final String PACKAGE =
      """
      {
        "name": "shop",
        "version": "1.0.0",
        "files": ["lib", "bin"],
        "threads": 1.0e1,
        "scripts": { "test": "node t.js", "build": "x" },
        "peers": [
          {"name": "n1", "port": 9611},
          {"name": "n2", "port": 9612}
        ],
        "dependencies": {
          "@babel/core": "^7.0.0",
          "a.b": "\\u0031"
        },
        "config": {}
      }
      """;

  private final JsonFormat format = new JsonFormat();

  @Test
  void readsValuesOfAllKinds() {
    assertThat(read("dependencies.@babel/core")).isEqualTo(new FileValue.Text("^7.0.0"));
    assertThat(read("dependencies.\"a.b\"")).isEqualTo(new FileValue.Text("1"));
    assertThat(read("peers[name=\"n2\"].port")).isEqualTo(new FileValue.Whole(9612));
    assertThat(read("peers[port=9611].name")).isEqualTo(new FileValue.Text("n1"));
    assertThat(read("peers[name=n1].name")).isEqualTo(new FileValue.Text("n1"));
    assertThat(read("threads")).isEqualTo(new FileValue.Real(new BigDecimal("1.0e1")));
    assertThat(read("files[1]").text()).isEqualTo("bin");
    assertThat(read("files").text()).isEqualTo("lib,bin");
    assertThat(read("peers.name")).isNull();
  }

  @Test
  void leavesTheSameValueInAnotherSpelling() {
    byte[] file = PACKAGE.getBytes(UTF_8);

    byte[] edited =
        format.edit(
            file,
            List.of(
                new Edit.Put("threads", new FileValue.Whole(10)),
                put("dependencies.\"a.b\"", "1")));

    assertThat(edited).isSameAs(file);
  }

  @Test
  void putsMembersInAsTheOthersStand() {
    assertThat(edit(put("license", "MIT")))
        .isEqualTo(PACKAGE.replace("\"config\": {}", "\"config\": {},\n  \"license\": \"MIT\""));
    assertThat(edit(put("scripts.lint", "l")))
        .isEqualTo(PACKAGE.replace("\"build\": \"x\"", "\"build\": \"x\", \"lint\": \"l\""));
    assertThat(edit(put("config.a.b", "c")))
        .isEqualTo(
            PACKAGE.replace(
                "\"config\": {}", "\"config\": {\n    \"a\": {\n      \"b\": \"c\"\n    }\n  }"));
    assertThat(edit(new Edit.Put("peers[name=\"n3\"].port", new FileValue.Whole(1))))
        .contains(
            "\"port\": 9612},\n    {\n      \"name\": \"n3\",\n      \"port\": 1\n    }\n  ],");
  }

  @Test
  void takesMembersOutWithTheirCommas() {
    assertThat(edit(new Edit.Remove("name")))
        .isEqualTo(PACKAGE.replace("\"name\": \"shop\",\n  ", ""));
    assertThat(edit(new Edit.Remove("config")))
        .isEqualTo(PACKAGE.replace(",\n  \"config\": {}", ""));
    assertThat(edit(new Edit.Remove("peers[name=\"n1\"]")))
        .isEqualTo(PACKAGE.replace("{\"name\": \"n1\", \"port\": 9611},\n    ", ""));
  }

  @Test
  void keepsTheRowsThatStandThere() {
    List<FileValue.Table> rows = List.of(peer("n3", 1), peer("n2", 9612));

    assertThat(edit(new Edit.Rows("peers", rows)))
        .isEqualTo(
            PACKAGE.replace(
                "{\"name\": \"n1\", \"port\": 9611}", "{\"name\": \"n3\", \"port\": 1}"));
  }

  @Test
  void makesANewFile() {
    byte[] made =
        format.edit(
            new byte[0], List.of(put("a.b", "c"), new Edit.Rows("peers", List.of(peer("n1", 1)))));

    assertThat(new String(made, UTF_8))
        .isEqualTo(
            """
            {
              "a": {
                "b": "c"
              },
              "peers": [
                {
                  "name": "n1",
                  "port": 1
                }
              ]
            }
            """);
  }

  @Test
  void refusesEditsThatTheFileCannotHold() {
    assertRefused(PACKAGE, put("name.first", "x"), "line 2");
    assertRefused(PACKAGE, put("files[3]", "x"), "the next is [2]");
    assertRefused(PACKAGE, new Edit.Rows("name", List.of()), "not an array");
    assertRefused(PACKAGE, new Edit.Remove("files[0]"), "asked for");
    assertRefused(PACKAGE, new Edit.Put("name", new FileValue.Verbatim("1,\"x\":2")), "asked for");
    assertRefused("[{\"a\":1},\n{\"a\":1}]", put("[a=1].b", "x"), "in lines 1, 2");
  }

  @Test
  void tellsWhereAFileIsBrokenWithoutItsSecrets() {
    for (String broken :
        List.of(
            "{\"a\":\n hunter2}",
            "{\"a\":\n \"hunter2}",
            "{\"a\":\n \"hunter2\" \"b\"}",
            "{\"hunter2\":\n1,\"hunter2\":2}",
            "{\"a\":\n \"hunter2\\x\"}",
            "{\"a\":\n \"hunter2\u0001\"}",
            "{\"a\":\n 1} {}",
            "{\"a\":\n 0123}",
            "{\n}, ")) {
      assertThatThrownBy(() -> format.readAll(broken.getBytes(UTF_8)))
          .as(broken)
          .isInstanceOf(MalformedFileException.class)
          .hasMessageStartingWith("line 2, column ")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void boundsDepthAndLength() {
    assertRefused("[".repeat(2_000_000), put("a", "x"), "within each other");
    assertRefused("{\"a\":" + "1".repeat(2_000) + "}", put("a", "x"), "digits");
    assertRefused("{\"" + "k".repeat(60_000) + "\":1}", put("a", "x"), "key");
    assertThat(
            format.readAll("{\"a\": 1e999999999, \"b\": 1e99999999999}".getBytes(UTF_8)).values())
        .extracting(FileValue::text)
        .containsExactly("1e999999999", "1e99999999999");
  }

  @Test
  void saysWhatAnAddressLooksLike() {
    for (String wrong :
        List.of("", ".a", "a.", "a..b", "a[", "a[-1]", "a[b]", "a[b=\"c]", "a b", "\"a", "a[0]b")) {
      assertThat(format.problem(wrong)).as(wrong).isPresent().get().asString().contains("keys");
    }
    assertThat(format.problem("[0].a.\"b c\"[d=\"e\\n\"].f-g[h=true]")).isEmpty();
  }

  private static FileValue.Table peer(String name, long port) {
    Map<String, FileValue> fields = new LinkedHashMap<>();
    fields.put("name", new FileValue.Text(name));
    fields.put("port", new FileValue.Whole(port));
    return new FileValue.Table(fields);
  }

  private void assertRefused(String file, Edit edit, String why) {
    assertThatThrownBy(() -> format.edit(file.getBytes(UTF_8), List.of(edit)))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining(why);
  }

  private static Edit put(String address, String value) {
    return new Edit.Put(address, new FileValue.Text(value));
  }

  private String edit(Edit edit) {
    return new String(format.edit(PACKAGE.getBytes(UTF_8), List.of(edit)), UTF_8);
  }

  private FileValue read(String address) {
    return format.read(PACKAGE.getBytes(UTF_8), List.of(address)).get(address);
  }
}
