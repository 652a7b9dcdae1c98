package io.lockstep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void showsColourOnlyOnATerminalThatWantsIt() {
    Map<String, String> xterm = Map.of("TERM", "xterm");
    Map<String, String> noColour = Map.of("TERM", "xterm", "NO_COLOR", "1");

    assertThat(Terminal.detect(xterm, true)).isEqualTo(new Terminal(true, true));
    assertThat(Terminal.detect(noColour, true)).isEqualTo(new Terminal(true, false));
    assertThat(Terminal.detect(xterm, false)).isEqualTo(Terminal.PLAIN);
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), true)).isEqualTo(Terminal.PLAIN);
    assertThat(Terminal.detect(Map.of(), true)).isEqualTo(Terminal.PLAIN);
  }
}
