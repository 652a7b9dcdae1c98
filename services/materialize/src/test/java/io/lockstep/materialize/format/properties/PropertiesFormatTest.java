package io.lockstep.materialize.format.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Edit;
import io.lockstep.materialize.format.Edit.Put;
import io.lockstep.materialize.format.Edit.Remove;
import io.lockstep.materialize.format.FileValue.Text;
import io.lockstep.materialize.format.FileValue.Whole;
import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertiesFormatTest {
  private static final String FILE =
      """
      # Configuration of the server. Do not remove.
      !
      Ssh.port = 22
      Ssh.Ciphers=aes256-ctr,\\
                  aes128-ctr
      admin.listen : *:444
      Cluster.mode\tActive
      fs.root=C:\\\\SecureTransport\\\\home
      greeting=Gr\\u00fc\\u00dfe
      Ssh.port = 8022

      # Ssh.banner=none
      """;

  private final PropertiesFormat format = new PropertiesFormat();

  @Test
  void readsAllSyntaxOfTheJdk() {
    assertThat(format.readAll(bytes(FILE)).toString())
        .isEqualTo(
            "{Ssh.port=Text[text=8022], Ssh.Ciphers=Text[text=aes256-ctr,aes128-ctr],"
                + " admin.listen=Text[text=*:444], Cluster.mode=Text[text=Active],"
                + " fs.root=Text[text=C:\\SecureTransport\\home],"
                + " greeting=Text[text=Gr\u00FC\u00DFe]}");
  }

  @Test
  void editsTheLastOfAKeyThatStandsThereTwice() {
    assertThat(edit(FILE, new Put("Ssh.port", new Whole(22))))
        .isEqualTo(FILE.replace("Ssh.port = 8022", "Ssh.port = 22"));
    assertThat(edit(FILE, new Remove("Ssh.port"))).doesNotContain("Ssh.port");
  }

  @Test
  void keepsTheSeparatorAndReplacesContinuations() {
    assertThat(put(FILE, "Ssh.Ciphers", "aes256-gcm"))
        .isEqualTo(FILE.replaceAll("(?s)aes256-ctr,.*?aes128-ctr", "aes256-gcm"));
    assertThat(put(FILE, "admin.listen", "n1:444")).contains("\nadmin.listen : n1:444\n");
    assertThat(put(FILE, "Cluster.mode", "=x")).contains("\nCluster.mode\t\\=x\n");
    assertThat(put("key", "key", "x")).isEqualTo("key=x");
    assertThat(put("a : b\nkey\n", "key", "x")).isEqualTo("a : b\nkey : x\n");
    assertThat(put("key =\n", "key", " x")).isEqualTo("key =\\ x\n");
  }

  @Test
  void addsAtTheEnd() {
    assertThat(put(FILE, "a new:key", "1")).isEqualTo(FILE + "a\\ new\\:key = 1\n");
    assertThat(put("a:b\r\nc:d", "e", "f")).isEqualTo("a:b\r\nc:d\r\ne:f");
    assertThat(put("", "e", "f")).isEqualTo("e=f\n");
    assertThat(put("a=b\\", "e", "f")).isEqualTo("a=b\\\n\ne=f");
  }

  @Test
  void writesWhatTheEncodingDoesNotHaveAsEscapes() {
    String umlaut = "k=\u00E9\n";
    Charset latin = StandardCharsets.ISO_8859_1;

    assertThat(put("k=e\n", "k", "\u00E9\u6771")).isEqualTo("k=\\u00E9\\u6771\n");
    assertThat(put(umlaut, "k", "\u00FC\u6771")).isEqualTo("k=\u00FC\u6771\n");
    assertThat(put("\uFEFFk=e\n", "k", "\u00FC")).isEqualTo("\uFEFFk=\u00FC\n");
    byte[] edited =
        format.edit(umlaut.getBytes(latin), List.of(new Put("k", new Text("\u00FC\u6771"))));
    assertThat(new String(edited, latin)).isEqualTo("k=\u00FC\\u6771\n");
    assertThat(put(umlaut, "k", "\uD83D")).isEqualTo("k=\\uD83D\n");
  }

  @Test
  void refusesAnEscapeThatIsNotComplete() {
    assertThatThrownBy(() -> put("a=1\nsecret=hunter2\\u00x\n", "a", "2"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessage(
            "line 2, column 15: \\u wants four hexadecimal digits; write \\\\u for the letters");
  }

  @Test
  void hasNoRows() {
    assertThatThrownBy(() -> edit(FILE, new Edit.Rows("peers", List.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"peers\": a properties file has no lists of tables; give a value for each key");
  }

  private String put(String file, String key, String value) {
    return edit(file, new Put(key, new Text(value)));
  }

  private String edit(String file, Edit edit) {
    return new String(format.edit(bytes(file), List.of(edit)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    return file.getBytes(StandardCharsets.UTF_8);
  }
}
