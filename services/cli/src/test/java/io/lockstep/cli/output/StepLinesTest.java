package io.lockstep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepLinesTest {
  private final StringWriter text = new StringWriter();

  @Test
  void writesPlainLinesToAFile() {
    try (StepLines lines = new StepLines(new PrintWriter(text), Terminal.PLAIN)) {
      lines.begin("first");
      lines.end("first (0.10 s)");
      lines.begin("second");
    }

    assertThat(text).hasToString("first (0.10 s)\n");
  }

  @Test
  void clearsTheRunningStepOnATerminal() {
    Terminal terminal = new Terminal(true, false);
    try (StepLines lines = new StepLines(new PrintWriter(text), terminal)) {
      lines.begin("first");
      lines.show();
      lines.end("done");
    }

    assertThat(text.toString())
        .startsWith("\rfirst … 0 s")
        .endsWith("\r" + " ".repeat("first … 0 s".length()) + "\rdone\n")
        .doesNotContain("\u001b");
  }

  @Test
  void writesNothingAfterTheLastLine() {
    try (StepLines lines = new StepLines(new PrintWriter(text), Terminal.PLAIN)) {
      lines.last("interrupted");
      lines.end("more");
    }

    assertThat(text).hasToString("interrupted\n");
  }

  @Test
  void writesSecondsWithTwoDigits() {
    assertThat(StepLines.seconds(Duration.ofMillis(12_345))).isEqualTo("12.35 s");
    assertThat(StepLines.seconds(Duration.ZERO)).isEqualTo("0.00 s");
  }
}
