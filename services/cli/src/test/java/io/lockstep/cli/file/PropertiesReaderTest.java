package io.lockstep.cli.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.PropertiesReader.Entry;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PropertiesReaderTest {
  private static InputFile file(String text) {
    return new InputFile("f.properties", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void knowsTheLineWhereEachEntryStarts() {
    InputFile file = file("# c\r\n\r\na = 1\r\nb: x, \\\r\n  # y\r\n! c\r\nc\\u00fc d\r\n");

    assertThat(PropertiesReader.read(file))
        .containsExactly(
            new Entry(3, "a", "1"), new Entry(4, "b", "x, # y"), new Entry(7, "cü", "d"));
  }

  @Test
  void refusesWhatHasNoName() {
    assertThatThrownBy(() -> PropertiesReader.read(file("a=1\n=2\n")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("f.properties line 2 has no name");
  }

  @Test
  void refusesABrokenEscapeOfAContinuedLine() {
    assertThatThrownBy(() -> PropertiesReader.read(file("a=1\nb=\\\n\\\n \\uXY00\n")))
        .hasMessageContaining("line 2 has a \\u");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    InputFile latin1 = new InputFile("f", "a=1\nb=ü\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PropertiesReader.read(latin1))
        .hasMessageContaining("f line 2 is not UTF-8");
  }

  @Test
  void readsWhatJavaReads() throws IOException {
    String[] parts = {"a", "b", "=", ":", " ", "\n", "\r\n", "\r", "\\", "#", "!", "\\\n", "\f"};
    Random random = new Random(7);
    int read = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(16); i > 0; i--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      Properties expected = new Properties();
      expected.load(new StringReader(text.toString()));
      if (!expected.containsKey("")) {
        TreeMap<String, String> actual = new TreeMap<>();
        PropertiesReader.read(file(text.toString())).forEach(e -> actual.put(e.key(), e.value()));
        assertThat(actual).as("of %s", text).isEqualTo(expected);
        read++;
      }
    }
    assertThat(read).isGreaterThan(10_000);
  }

  @Test
  void readsBackWhatTheWriterWrites() throws IOException {
    String[] parts = {"a", "=", ":", " ", "\n", "\r", "\t", "\\", "#", "!", "ü", "😀", "\u0000"};
    Random random = new Random(8);
    TreeMap<String, String> entries = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      StringBuilder key = new StringBuilder("k".repeat(random.nextInt(2)));
      StringBuilder value = new StringBuilder();
      for (int n = 1 + random.nextInt(6); n > 0; n--) {
        key.append(parts[random.nextInt(parts.length)]);
        value.append(parts[random.nextInt(parts.length)]);
      }
      entries.put(key.toString(), value.toString());
    }

    TreeMap<String, Optional<String>> known = new TreeMap<>();
    entries.forEach((key, value) -> known.put(key, Optional.of(value)));

    Properties read = new Properties();
    read.load(new StringReader(PropertiesWriter.write(known, "")));

    assertThat(read).isEqualTo(entries);
  }
}
