package io.lockstep.materialize.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.schema.PromotionEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServersFileTest {
  @Test
  void readsEntriesCommentsAndWhatIsCommentedOut() {
    ServersFile file =
        ServersFile.parse(
            "# production\n\n"
                + "n1\thttps://n1:444\n"
                + "#n2\thttps://n2:444\n"
                + "# last\n"
                + "n3\thttps://n3:444\n"
                + "#x\n");

    assertThat(file.entries())
        .containsExactly(
            entry("n1", "https://n1:444", true, "# production", ""),
            entry("n2", "https://n2:444", false),
            entry("n3", "https://n3:444", true, "# last"));
    assertThat(file.trailer()).containsExactly("#x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "n1\thttps://n1:444\n",
        "n1\thttps://n1:444",
        "n1\thttps://n1:444\r\n",
        "n1\thttps://n1:444\r",
        "\uFEFFn1\thttps://n1:444\n",
        "  n1    https://n1:444  \n",
        "n1\u00A0https://n1:444\u00A0\n",
        "\tn1\t\t \thttps://n1:444\t\n"
      })
  void forgivesSpelling(String text) {
    assertThat(new String(ServersFile.parse(text).format(), StandardCharsets.UTF_8))
        .isEqualTo("n1\thttps://n1:444\n");
  }

  @ParameterizedTest
  @CsvSource({
    "fd00::5, https://[fd00::5]:444, https://[fd00::5]:444",
    "[fd00::5], https://[fd00::5]:444, https://[fd00::5]:444",
    "fd00::5, https://fd00::5:444, https://[fd00::5]:444",
    "[fd00::5], https://FD00::5:444/admin, https://[FD00::5]:444/admin",
    "fe80::1%eth7, https://[fe80::1]:444, https://[fe80::1]:444",
    "st_1, https://st_1:444, https://st_1:444",
    "10.0.0.1, http://10.0.0.1, http://10.0.0.1"
  })
  void readsAddressesWithAndWithoutBrackets(String host, String url, String read) {
    assertThat(ServersFile.parse(host + "\t" + url).entries())
        .containsExactly(entry(host, read, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# see https://wiki.example/servers",
        "## n2\thttps://n2:444",
        "#n2",
        "#n2\tftp://n2",
        "# a b c",
        "#"
      })
  void keepsWhatOnlyLooksLikeAnEntryAsComment(String line) {
    ServersFile file = ServersFile.parse(line + "\n");

    assertThat(file.entries()).isEmpty();
    assertThat(file.trailer()).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#n2\thttps://n2:444", "# n2   https://n2:444", "#n2 https://elsewhere:444"})
  void readsWhatWasCommentedOut(String line) {
    assertThat(ServersFile.parse(line).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.getEnabled()).isFalse());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "n2|the URL is missing",
        "https://n2:444|the URL is missing",
        "https://n2:444 n2|the host before the URL is missing",
        "n2 ftp://n2|\"ftp://n2\" is no absolute http or https URL",
        "n2 n2:444|\"n2:444\" is no absolute http or https URL",
        "n2 /admin|\"/admin\" is no absolute http or https URL",
        "n2 https://|\"https://\" is no absolute http or https URL",
        "n2 https://n2:444 # second|\"#\" stands after the URL",
        "n2:444 https://n2:444|the port is in the URL alone",
        "[n2] https://n2:444|neither a host name nor an IP address",
        "fd00::zz https://n2:444|neither a host name nor an IP address",
        "N1 https://n2:444|host N1 stands on line 1 already",
        "#n1 https://n1:444|host n1 stands on line 1 already",
        "n/2 https://n2:444|a character that no host has",
        "n2 https://n2:65536|is no absolute http or https URL",
        "n\u200B2 https://n2:444|a character that no host has"
      })
  void refusesDoubtWithTheNumberOfTheLine(String line, String problem) {
    var refusal =
        catchThrowableOfType(
            MalformedServersException.class,
            () -> ServersFile.parse("n1\thttps://n1:444\n# two\n" + line + "\nn4\thttps://n4\n"));

    assertThat(refusal.line()).isEqualTo(3);
    assertThat(refusal.problem()).contains(problem);
    assertThat(refusal).hasMessageContaining("line 3").hasMessageContaining(refusal.wanted());
  }

  @Test
  void takesSeveralNodesOfOneHostByThePortsOfTheirUrls() {
    String text = "n1\thttps://n1:444\nn1\thttps://n1:445\n#n1\thttps://n1:446\n";

    assertThat(ServersFile.parse(text).entries()).hasSize(3);
    assertThat(ServersFile.parse(text).format()).asString().isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "fd00::5, FD00:0:0:0:0:0:0:5",
    "[fd00::5], fd00::0005",
    "::ffff:10.0.0.1, 10.0.0.1",
    "n1.example.com, N1.Example.COM.",
    "fe80::1%eth7, [FE80:0::1%eth7]"
  })
  void seesOneHostInTwoSpellings(String host, String again) {
    assertThatThrownBy(
            () -> ServersFile.parse(host + "\thttps://a:444\n" + again + "\thttps://b:444\n"))
        .isInstanceOf(MalformedServersException.class)
        .hasMessageContaining("line 2")
        .hasMessageContaining("stands on line 1 already");
  }

  @Test
  void namesTheLineWhereBytesStopBeingUtf8() {
    byte[] latin1 = "n1\thttps://n1:444\r\n# B\u00FCro\r\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> ServersFile.parse(latin1))
        .isInstanceOf(MalformedServersException.class)
        .hasMessageContaining("line 2: \"# B\"")
        .hasMessageContaining("byte 0xFC at offset 22")
        .hasMessageContaining("save the file as UTF-8");
  }

  @Test
  void refusesUtf16AndACharacterCutOff() {
    assertThatThrownBy(() -> ServersFile.parse("n1".getBytes(StandardCharsets.UTF_16)))
        .hasMessageContaining("line 1")
        .hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> ServersFile.parse(new byte[] {'#', (byte) 0xE2, (byte) 0x82}))
        .hasMessageContaining("line 1")
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void readsAnEmptyFileAsNoEntries() {
    assertThat(ServersFile.parse(new byte[0])).isEqualTo(new ServersFile(List.of(), List.of()));
    assertThat(ServersFile.parse("\uFEFF").format()).isEmpty();
  }

  @Test
  void givesCommentsThatTheFileCannotHoldAFormThatItCan() {
    var file =
        new ServersFile(
            List.of(entry("n1", "https://n1:444", true, "two\nlines", "#n9\thttps://n9:444")),
            List.of());

    byte[] bytes = file.format();

    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo("# two\n# lines\n##n9\thttps://n9:444\nn1\thttps://n1:444\n");
    assertThat(ServersFile.parse(bytes).format()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#n1", "n 1", "n\n1", "n\t1"})
  void refusesToWriteAHostThatWouldBeReadAsSomethingElse(String host) {
    var file = new ServersFile(List.of(entry(host, "https://n1:444", true)), List.of());

    assertThatThrownBy(file::format)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + host + "\"")
        .hasMessageContaining("set the promotion order anew");
  }

  @Test
  void readsALongLineInReasonableTime() {
    String line = "n1" + " ".repeat(2_000_000) + "x";

    assertThatThrownBy(() -> ServersFile.parse(line))
        .isInstanceOf(MalformedServersException.class)
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(400));
  }

  private static PromotionEntry entry(
      String host, String url, boolean enabled, String... comments) {
    return new PromotionEntry(host, url, enabled, List.of(comments));
  }
}
