package io.lockstep.cli.metrics;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own judgement. */
final class PromTool {
  private static final String PROPERTY = "lockstep.test.promtool";

  private PromTool() {}

  /** Skips the test where there is none, unless it is required. */
  static void assumePresent() {
    boolean present =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    if (!present) {
      String reason = "no promtool on the PATH; on Debian: apt-get install prometheus";
      if (System.getProperty(PROPERTY, "").equals("required")) {
        throw new AssertionError(PROPERTY + "=required, but " + reason);
      }
      System.out.println("Tests by promtool are skipped: " + reason);
      Assumptions.abort(reason);
    }
  }

  /** What it says, with its exit code first. */
  static String run(Path input, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("promtool does not end");
    }
    return process.exitValue() + "\n" + said;
  }
}
