package io.lockstep.materialize.format.ini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.Edit.Put;
import io.lockstep.materialize.format.Edit.Remove;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class IniFormatTest {
  private static final String FILE =
      """
      ; Configuration of the daemon
      home = /opt/axway ; where it is

      [admind]
      port: 444
      name = "Server; one"   ; quoted
      # host = n0
      color = a;b

      [peer/a.b]
      url = https://n1:444

      [admind] ; again
      port: 445
      """;

  private final IniFormat format = new IniFormat();

  @Test
  void readsSectionsQuotesAndComments() {
    assertThat(format.readAll(bytes(FILE)).toString())
        .isEqualTo(
            "{home=Text[text=/opt/axway], admind/port=Text[text=445],"
                + " admind/name=Text[text=Server; one], admind/color=Text[text=a;b],"
                + " \"peer/a.b\"/url=Text[text=https://n1:444]}");
  }

  @Test
  void changesAValueAndKeepsWhatStandsBesideIt() {
    assertThat(put("home", "/x")).isEqualTo(FILE.replace("/opt/axway", "/x"));
    assertThat(put("/home", "/x")).isEqualTo(FILE.replace("/opt/axway", "/x"));
    assertThat(put("admind/port", "446")).isEqualTo(FILE.replace("445", "446"));
    assertThat(put("admind/name", "x")).isEqualTo(FILE.replace("Server; one", "x"));
    assertThat(put("admind/name", "say \"x\""))
        .isEqualTo(FILE.replace("\"Server; one\"", "say \"x\""));
    assertThat(put("home", " x")).isEqualTo(FILE.replace("/opt/axway", "\" x\""));
    assertThat(put("admind/color", "a ; b")).isEqualTo(FILE.replace("a;b", "\"a ; b\""));
  }

  @Test
  void addsKeysToTheirSections() {
    assertThat(put("log", "x")).isEqualTo(FILE.replace("it is\n", "it is\nlog = x\n"));
    assertThat(put("admind/new", "x")).isEqualTo(FILE + "new: x\n");
    assertThat(put("\"peer/a.b\"/new", "x")).isEqualTo(FILE.replace("1:444\n", "1:444\nnew = x\n"));
    assertThat(put("Admind/new", "x")).isEqualTo(FILE + "\n[Admind]\nnew: x\n");
    assertThat(edit("[a]", new Put("a/x", new Text("y")))).isEqualTo("[a]\nx = y");
    assertThat(edit("[a]\r\nk=v\r\n", new Put("x", new Text("y"))))
        .isEqualTo("x=y\r\n\r\n[a]\r\nk=v\r\n");
    assertThat(edit("", new Put("a/x", new Text("y")))).isEqualTo("[a]\nx = y\n");
  }

  @Test
  void removesEveryLineOfAKey() {
    assertThat(edit(FILE, new Remove("admind/port")))
        .isEqualTo(FILE.replace("port: 444\n", "").replace("port: 445\n", ""));
  }

  @Test
  void refusesWhatCannotStandInAFile() {
    assertThatThrownBy(() -> put("home", "a\nsecret"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("the value for home cannot stand in an INI file")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> format.readAll(bytes("a = 1\n[b\n")))
        .hasMessage("line 2, column 1: this section has no ] on its line");
    assertThatThrownBy(() -> format.readAll(bytes("a = 1\n = hunter2\n")))
        .hasMessage("line 2, column 2: expected a key before the separator");
    assertThatThrownBy(() -> edit(FILE, new Edit.Rows("admind", List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatAnAddressLooksLike() {
    for (String good : List.of("a", "/a", "s/a", "s.t/a b", "\"a/b\"/\"c\"\"d\"")) {
      assertThat(format.problem(good)).as(good).isEmpty();
    }
    for (String bad :
        List.of("", "/", "s/", "a/b/c", "a]/b", "a/b=c", " a", "a/#b", "\"a", "a\nb")) {
      assertThat(format.problem(bad)).as(bad).isPresent();
    }
  }

  private String put(String address, String value) {
    return edit(FILE, new Put(address, new Text(value)));
  }

  private String edit(String file, Edit edit) {
    return new String(format.edit(bytes(file), List.of(edit)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
