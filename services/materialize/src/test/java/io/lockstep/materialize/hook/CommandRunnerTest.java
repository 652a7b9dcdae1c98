package io.lockstep.materialize.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  private CommandResult run(Duration timeout, String... command) {
    return CommandRunner.run(List.of(command), folder, Map.of("LOCKSTEP_NODE", "n1"), timeout);
  }

  @Test
  void runsInTheFolderWithoutAShellAndWithLittleEnvironment() throws IOException {
    Path script = Files.createDirectory(folder.resolve("bin")).resolve("shop");
    Files.writeString(script, "#!/bin/sh\npwd\necho \"$1\"\nenv\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));

    CommandResult result = run(LONG, "bin/shop", "$HOME; *");

    assertThat(result.succeeded()).isTrue();
    assertThat(result.output().lines())
        .startsWith(folder.toRealPath().toString(), "$HOME; *")
        .contains("LOCKSTEP_NODE=n1");
    assertThat(result.output().lines().filter(line -> line.matches("[A-Z_]+=.*")))
        .allMatch(
            line ->
                CommandRunner.KEPT.contains(line.substring(0, line.indexOf('=')))
                    || List.of("PWD", "SHLVL", "LOCKSTEP_NODE", "OLDPWD", "_")
                        .contains(line.substring(0, line.indexOf('='))));
  }

  @Test
  void tellsTheExitCodeAndTheLastLine() {
    CommandResult result = run(LONG, "sh", "-c", "echo one; printf 'two\\001 \\n\\n' >&2; exit 7");

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.problem()).isEqualTo("exit code 7: two");
  }

  @Test
  void tellsTheFirstLineThatNamesAnError() {
    String haproxy =
        "echo '[NOTICE] (7) : version is 2'; echo \"[ALERT] (7) : 'bind' : invalid port '99999'\";"
            + " echo '[ALERT] (7) : Fatal errors found in configuration.'; exit 1";
    String nginx =
        "echo '2026/01/02 [emerg] 7#7: host not found in upstream'; echo 'nginx: test failed';"
            + " exit 1";

    assertThat(run(LONG, "sh", "-c", haproxy).problem())
        .isEqualTo("exit code 1: [ALERT] (7) : 'bind' : invalid port '99999'");
    assertThat(run(LONG, "sh", "-c", nginx).problem()).endsWith("host not found in upstream");
  }

  @Test
  void keepsTheEndOfALongOutput() {
    CommandResult result = run(LONG, "sh", "-c", "seq 1 200000; echo end; exit 1");

    assertThat(result.output()).hasSizeLessThanOrEqualTo(CommandRunner.OUTPUT_BYTES);
    assertThat(result.output()).endsWith("200000\nend\n");
  }

  @Test
  void killsTheWholeTreeOfACommandThatTakesTooLong() throws IOException {
    Path pid = folder.resolve("pid");
    long begin = System.nanoTime();

    CommandResult result =
        run(
            Duration.ofMillis(1_500),
            "sh",
            "-c",
            "sh -c 'echo $$ > %s; exec sleep 60' & wait".formatted(pid));

    assertThat(result.problem()).isEqualTo("it took longer than 1500 ms");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    long child = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(child).ifPresent(left -> awaitEnd(left.pid()));
  }

  /** Gone, or dead and not yet collected by the system. */
  private static void awaitEnd(long pid) {
    long end = System.nanoTime() + LONG.toNanos();
    while (isRunning(pid)) {
      assertThat(System.nanoTime()).as("process %d is killed", pid).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static boolean isRunning(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void doesNotWaitForAProgramThatItLeavesRunning() throws IOException {
    Path pid = folder.resolve("pid");

    CommandResult result = run(LONG, "sh", "-c", "sleep 30 & echo $! > " + pid + "; echo started");

    assertThat(result.succeeded()).isTrue();
    assertThat(result.lastLine()).isEqualTo("started");
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void saysThatAProgramIsMissing() {
    assertThat(run(LONG, "bin/none").problem())
        .isEqualTo("it cannot be started: No such file or directory");
  }

  @Test
  void runsAsAnotherUserWhereTheNodeIsRoot() {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root may");

    List<String> command = UserCommand.of(Optional.of("nobody"), List.of("id", "-un"));

    assertThat(CommandRunner.run(command, Path.of("/"), Map.of(), LONG).lastLine())
        .isEqualTo("nobody");
    assertThatThrownBy(() -> UserCommand.of(Optional.of("no-such-user"), List.of("id")))
        .hasMessageContaining("\"no-such-user\", who is not known");
  }

  @Test
  void refusesAnotherUserWhereTheNodeIsNotRoot() {
    assertThat(UserCommand.of(Optional.of("shop"), List.of("id"), "shop")).containsExactly("id");
    assertThatThrownBy(() -> UserCommand.of(Optional.of("root"), List.of("id"), "shop"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("user \"root\", and the node runs as \"shop\"");
  }
}
