package io.lockstep.materialize.format.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.materialize.format.MalformedFileException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextFileTest {
  @Test
  void writesBackWhatItReadByteForByte() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      TextFile file = TextFile.utf8OrLatin1(bytes);

      assertThat(file.bytes(file.text())).as("seed %d", seed).isEqualTo(bytes);
    }
    byte[] marked = "\uFEFFa\r\n\u6771".getBytes(StandardCharsets.UTF_8);
    TextFile file = TextFile.utf8(marked);
    assertThat(file.text()).isEqualTo("a\r\n\u6771");
    assertThat(file.bytes(file.text())).isEqualTo(marked);
  }

  @Test
  void namesThePlaceWhereItStopsToBeUtf8() {
    assertThatThrownBy(() -> TextFile.utf8(new byte[] {'a', '\r', '\n', 'b', (byte) 0xC3}))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("line 2, column 2: ");
  }

  @Test
  void refusesACharacterThatTheEncodingDoesNotHave() {
    TextFile latin = TextFile.utf8OrLatin1(new byte[] {(byte) 0xE9});

    assertThatThrownBy(() -> latin.bytes("\u00E9\u6771"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("line 1, column 2: the file is ISO-8859-1");
    TextFile utf8 = TextFile.utf8(new byte[0]);
    assertThatThrownBy(() -> utf8.bytes("\uD83D\uDE80\uD83D"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageStartingWith("line 1, column 2: half a surrogate pair");
  }

  @Test
  void letsNoCharacterOfTheTextBecomeAByteOrderMark() {
    TextFile file = TextFile.utf8("a\n\uFEFFb".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(() -> file.bytes("\uFEFFb"))
        .isInstanceOf(MalformedFileException.class)
        .hasMessageContaining("byte order mark");
    TextFile marked = TextFile.utf8("\uFEFFa\n\uFEFFb".getBytes(StandardCharsets.UTF_8));
    assertThat(TextFile.utf8(marked.bytes("\uFEFFb")).text()).isEqualTo("\uFEFFb");
  }

  @Test
  void countsLinesOfAllKindsAndColumnsInCharacters() {
    String text = "a\rb\r\nc\n\uD83D\uDE80d";

    assertThat(Places.line(text, 2)).isEqualTo(2);
    assertThat(Places.line(text, 4)).isEqualTo(2);
    assertThat(Places.line(text, 5)).isEqualTo(3);
    assertThat(Places.line(text, text.length())).isEqualTo(4);
    assertThat(Places.column(text, text.length())).isEqualTo(3);
    assertThat(Places.nextLine(text, 2)).isEqualTo(5);
    assertThat(Places.lineEnd(text)).isEqualTo("\r");
  }
}
