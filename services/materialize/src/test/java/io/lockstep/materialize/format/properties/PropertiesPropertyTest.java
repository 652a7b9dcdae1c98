package io.lockstep.materialize.format.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.format.FileValue;
import io.lockstep.materialize.format.FormatProperties;
import io.lockstep.materialize.format.MalformedFileException;
import io.lockstep.materialize.format.OddFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PropertiesPropertyTest extends FormatProperties {
  @Override
  protected FileFormat format() {
    return new PropertiesFormat();
  }

  @Override
  protected OddFile make(long seed) {
    return new OddProperties(seed).make();
  }

  @Override
  protected FileValue value(Random random) {
    String[] texts = {
      "new", "  x ", "=x", ":", "#a!b", "\u6771\u00E9", "a\\", "", "l\nb\t", "C:\\x"
    };
    return new FileValue.Text(texts[random.nextInt(texts.length)]);
  }

  @Override
  protected String missing(OddFile file, Random random) {
    String[] names = {"new.key", "new key", "#new", "n=e:w", "\u6771", "!n\\"};
    return names[random.nextInt(names.length)];
  }

  @Override
  protected boolean canonical(OddFile file, OddFile.Spot spot, FileValue other) {
    String spelled = file.text().substring(spot.start(), spot.stop());
    String before = file.text().substring(0, spot.start());
    boolean continued = before.matches("(?s).*\\\\[\r\n]+[ \t]*");
    return !continued
        && spelled.equals(spot.value().text())
        && spelled.matches("[ -~&&[^\\\\#=: ]]([ -~&&[^\\\\]]*)");
  }

  @Override
  protected boolean ownLine(OddFile file, String address) {
    return !address.startsWith("twice"); // that takes out more than one
  }

  @Override
  protected String[] pieces() {
    return new String[] {
      "a",
      "b",
      "=",
      ":",
      " ",
      "\t",
      "\f",
      "\\",
      "\\\n",
      "\\\r\n",
      "\\\r",
      "\n",
      "\r\n",
      "\r",
      "#",
      "!",
      "\\u00e9",
      "\\u12",
      "\\t",
      "odd_key",
      "\uFEFF",
      "\u0000",
      "\u00E9",
      "a=b\n",
      "odd_key=0\n"
    };
  }

  @Test
  void readsWhatTheJdkReads() throws IOException {
    int read = 0;
    for (long seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(14); i > 0; i--) {
        text.append(pieces()[random.nextInt(pieces().length)]);
      }
      String file = text.toString().replace("\uFEFF", "");
      Properties theirs = new Properties();
      Map<String, String> ours = new HashMap<>();
      boolean refused = false;
      try {
        theirs.load(new StringReader(file));
      } catch (IllegalArgumentException e) {
        refused = true;
      }
      try {
        format()
            .readAll(file.getBytes(StandardCharsets.UTF_8))
            .forEach((key, value) -> ours.put(key, value.text()));
        read++;
      } catch (MalformedFileException e) {
        assertThat(refused).as("seed %d: refused \"%s\"", seed, file).isTrue();
        continue;
      }
      assertThat(refused).as("seed %d: took \"%s\"", seed, file).isFalse();
      assertThat(ours).as("seed %d: \"%s\"", seed, file).isEqualTo(theirs);
    }
    assertThat(read).isGreaterThan(10_000);
  }
}
