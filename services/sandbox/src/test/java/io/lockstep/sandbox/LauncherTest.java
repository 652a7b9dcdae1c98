package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir private Path folder;

  @Test
  void appendsOutputAndErrorsToTheLog() throws Exception {
    Path log = Files.writeString(folder.resolve("log"), "before\n");

    Process process = Launcher.launch(List.of("sh", "-c", "echo out; echo err >&2"), folder, log);

    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(log).hasContent("before\nout\nerr");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void startsASessionOfItsOwnUnderTheProcessIdItReturns() throws Exception {
    Path log = Files.createFile(folder.resolve("log"));
    Process waiting = Launcher.launch(List.of("tail", "-f", log.toString()), folder, log);
    try {
      await().until(() -> sessionOf(waiting.pid()) == waiting.pid());
    } finally {
      waiting.destroyForcibly();
    }
  }

  /** The sixth field of /proc/pid/stat, counted behind the name, which may hold blanks. */
  private static long sessionOf(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
  }
}
