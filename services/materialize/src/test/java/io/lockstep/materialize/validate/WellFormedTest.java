package io.lockstep.materialize.validate;

import static io.lockstep.materialize.profile.spec.FolderSpec.Validation.JSON;
import static io.lockstep.materialize.profile.spec.FolderSpec.Validation.TOML;
import static io.lockstep.materialize.profile.spec.FolderSpec.Validation.XML;
import static io.lockstep.materialize.profile.spec.FolderSpec.Validation.YAML;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.Broken;
import io.lockstep.materialize.profile.spec.FolderSpec.Validation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WellFormedTest {
  /** Bytes; the builder that held them as characters would not fit into the test JVM. */
  private static final long MANY = 200L * 1024 * 1024;

  private static final long FEWER = 6L * 1024 * 1024;

  private static final Map<Validation, String> GOOD =
      Map.of(
          XML, "<?xml version=\"1.0\"?>\n<a b='\u00E4'>\n <!-- c --><p:q xmlns:p='u'/>&amp;</a>\n",
          TOML, "# c\na = 1\n[b]\nc = \"\u00E4\"\n[[d]]\ne = 1979-05-27\n",
          YAML, "a: &x [1, 2]\nb: *x\n---\n- \u00E4\n...\n",
          JSON, " {\"a\": [1, null, \"\u00E4\"]}\n");

  @TempDir Path folder;

  @Test
  void findsNothingWrongWithWhatIsRight() throws IOException {
    for (Validation kind : Validation.values()) {
      Path file = Files.writeString(folder.resolve("file"), GOOD.get(kind));

      assertThat(WellFormed.check(kind, file)).as("%s", kind).isEmpty();
      assertThat(check(kind, ("\uFEFF" + GOOD.get(kind)).getBytes(UTF_8))).as("%s", kind).isEmpty();
    }
    assertThat(check(XML, "<?xml version='1.0' encoding='UTF-16'?><a/>".getBytes(UTF_16)))
        .isEmpty();
    assertThat(
            check(XML, "<?xml version='1.0' encoding='latin1'?><a>\u00E4</a>".getBytes(ISO_8859_1)))
        .isEmpty();
    assertThat(check(TOML, "")).isEmpty();
    assertThat(check(YAML, "")).isEmpty();
  }

  @Test
  void namesThePlaceOfWhatIsWrong() throws IOException {
    assertPlace(XML, "<a>\n <b></a>", 2);
    assertPlace(XML, "<a>\n <p:b/></a>", 2);
    assertPlace(XML, "<a>\n &x;</a>", 2);
    assertPlace(XML, "<a/>\n<b/>", 2);
    assertPlace(XML, "", 1);
    assertPlace(TOML, "a = 1\nb = \n", 2);
    assertPlace(TOML, "a = 1\na = 2\n", 2);
    assertPlace(TOML, "a = 1\n[b\n", 2);
    assertPlace(YAML, "a: 1\nb: [1, 2\n", 3);
    assertPlace(YAML, "a: 1\nb: *nowhere\n", 2);
    assertPlace(YAML, "a: 1\n b: 2\n", 2);
    assertPlace(YAML, "a: 1\nb: \u0001\n", 2);
    assertPlace(JSON, "{\"a\":\n x}", 2);
    assertPlace(JSON, "{}\n{}", 2);
    assertPlace(JSON, "[1,\n", 2);
    assertPlace(JSON, " ", 1);
  }

  @Test
  void namesThePlaceOfWhatIsNotInTheEncoding() throws IOException {
    for (Validation kind : Validation.values()) {
      byte[] file = GOOD.get(kind).getBytes(UTF_8);
      int at = GOOD.get(kind).indexOf('\u00E4');
      file[at] = (byte) 0xFF;
      int line = (int) GOOD.get(kind).substring(0, at).chars().filter(c -> c == '\n').count() + 1;

      Optional<Problem> problem = check(kind, file);

      assertThat(problem).as("%s", kind).isPresent();
      assertThat(problem.get().line()).as("%s", kind).isEqualTo(line);
      assertThat(problem.get().text()).as("%s", kind).contains("not UTF-8");
    }
  }

  @Test
  void tellsNoSecrets() throws IOException {
    for (Validation kind : Validation.values()) {
      for (String broken :
          new String[] {
            "password = hunter2\n",
            "password: 'hunter2\n",
            "{\"password\": hunter2}",
            "<a password=hunter2/>",
            "<a password='a&hunter2'/>",
            "<a>hunter2"
          }) {
        check(kind, broken)
            .ifPresent(
                problem -> assertThat(problem.text()).as("%s", kind).doesNotContain("hunter2"));
      }
    }
  }

  @Test
  void refusesBombs() throws IOException {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      laughs.append("a%d: &a%d [".formatted(i, i));
      laughs.append("*a%d, ".formatted(i - 1).repeat(10)).append("]\n");
    }
    assertThat(check(YAML, laughs.toString())).isPresent();
    assertThat(check(YAML, "[".repeat(100_000))).isPresent();
    assertThat(check(YAML, "- ".repeat(100_000))).isPresent();
    assertThat(check(JSON, "[".repeat(1_000_000))).isPresent();
    assertThat(check(XML, "<a>".repeat(1_000_000))).isPresent();
    assertThat(check(TOML, "a = " + "[".repeat(100_000))).isPresent();
    assertThat(check(XML, "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"))
        .isPresent();
    assertThat(check(XML, "<!DOCTYPE a SYSTEM 'http://192.0.2.1/x.dtd'><a/>")).isEmpty();
  }

  @Test
  void readsFilesThatAreLargerThanItsMemory() throws IOException {
    assertThat(WellFormed.check(XML, new EndlessInput("<a>", "<b c='d'>e</b>\n", MANY, "</a>")))
        .isEmpty();
    assertEndless(XML, "<a>", "<b c='d'>e</b>\n", FEWER, "</a>", true);
    assertEndless(XML, "<a>", "text ", MANY, "</a>", true);
    assertEndless(JSON, "[", "{\"b\": \"c\"},\n", FEWER, "1]", true);
    assertEndless(JSON, "[\"", "text ", MANY, "\"]", true);
    assertEndless(YAML, "", "---\na: text\n", FEWER, "", true);
    assertEndless(YAML, "", "- " + "x".repeat(5_000) + "\n", MANY, "", false);
    assertEndless(TOML, "", "# text\n", MANY, "", false);
  }

  @Test
  void readsTomlThatIsLargerThanItsJudgeCanTake() throws IOException {
    String large = "[[a]]\nb = 'text'\n".repeat(60_000);

    assertThat(check(TOML, large)).isEmpty();
    assertPlace(TOML, large + "c = \n", 120_001);
    assertPlace(TOML, large + "b = 1\n", 120_001);
    assertThat(check(TOML, "a = " + "[".repeat(1_000_000))).isPresent();
  }

  private static void assertEndless(
      Validation kind, String head, String piece, long bytes, String tail, boolean right)
      throws IOException {
    Optional<Problem> problem = WellFormed.check(kind, new EndlessInput(head, piece, bytes, tail));
    assertThat(problem.isEmpty()).as("%s of %s: %s", kind, piece, problem).isEqualTo(right);
  }

  @Test
  void answersForAnyBytes() throws IOException {
    for (long seed = 0; seed < 1_000; seed++) {
      Random random = new Random(seed);
      for (Validation kind : Validation.values()) {
        byte[] broken = Broken.some(GOOD.get(kind).getBytes(UTF_8), random);
        Optional<Problem> problem = check(kind, broken);
        if (problem.isPresent()) {
          assertThat(problem.get().line()).as("seed %d: %s", seed, problem).isPositive();
          assertThat(problem.get().column()).as("seed %d: %s", seed, problem).isPositive();
        }
      }
    }
  }

  @Test
  void letsFailuresToReadPass() {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("disk");
          }
        };
    for (Validation kind : Validation.values()) {
      assertThatThrownBy(() -> WellFormed.check(kind, failing))
          .as("%s", kind)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("disk");
    }
    assertThatThrownBy(() -> WellFormed.check(XML, folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  private static void assertPlace(Validation kind, String file, int line) throws IOException {
    Optional<Problem> problem = check(kind, file);
    assertThat(problem).as(file).isPresent();
    assertThat(problem.get().line()).as("%s: %s", file, problem.get()).isEqualTo(line);
    assertThat(problem.get().column()).as("%s: %s", file, problem.get()).isPositive();
  }

  private static Optional<Problem> check(Validation kind, String file) throws IOException {
    return check(kind, file.getBytes(UTF_8));
  }

  private static Optional<Problem> check(Validation kind, byte[] file) throws IOException {
    return WellFormed.check(kind, new ByteArrayInputStream(file));
  }
}
