package io.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.cli.planted.SandboxScan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole demo; .ci/run types it in a fresh clone too, heavy tests or not. */
@Tag("heavy")
class DemoIT {
  @TempDir Path folder;

  @Test
  void holdsEveryStepOnRealProcesses() throws Exception {
    Run run = Run.lockstep("demo", "--dir", folder.resolve("demo").toString());

    List<String> lines = run.out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).as(run.out()).matches("demo: (\\d+) of \\1 steps held");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(SandboxScan.leaks(folder.resolve("demo"))).as("secrets in the clear").isEmpty();
  }
}
