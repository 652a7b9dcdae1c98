package io.lockstep.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.failure.ExitCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
  @Test
  void saysWhatAFullDiskDidNotTake() {
    StandardOutput output = new StandardOutput(failing("No space left on device"));

    writer(output).println("a line");

    assertThat(output.finish())
        .hasValueSatisfying(
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(ExitCodes.FAILED);
              assertThat(failure).hasMessageContaining("No space left on device");
            });
  }

  @Test
  void saysNothingWhereWhoReadsItWantedNoMore() {
    StandardOutput output = new StandardOutput(failing("Broken pipe"));
    PrintWriter writer = writer(output);

    writer.println("a line");

    assertThat(writer.checkError()).isTrue();
    assertThat(output.finish()).isEmpty();
  }

  @Test
  void writesWhatIsPrinted() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput output = new StandardOutput(bytes);

    PrintWriter writer = writer(output);
    writer.print("größer\n");
    writer.flush();

    assertThat(output.finish()).isEmpty();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("größer\n");
  }

  /** As picocli makes it of {@link System#out}. */
  private static PrintWriter writer(StandardOutput output) {
    PrintStream stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }
}
