package io.lockstep.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProcessTest {
  @TempDir private Path temp;
  private final List<Process> processes = new ArrayList<>();
  private Layout layout;

  @BeforeEach
  void makeFolder() {
    layout = new Layout(temp.resolve("sandbox"));
  }

  @AfterEach
  void killAll() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void isFoundAgainByItsRunFile() throws IOException {
    RunningProcess process = started(RunningProcess.mark(layout, "n1"));

    process.save(layout);

    assertThat(RunningProcess.find(layout, "n1")).contains(process);
  }

  @Test
  void isNotFoundWhenThereIsNoRunFileOrItIsDamaged() {
    assertThat(RunningProcess.find(layout, "n1")).isEmpty();

    Texts.write(layout.runFile("n1"), "pid=abc\n");

    assertThat(RunningProcess.find(layout, "n1")).isEmpty();
  }

  @Test
  void isNotTheProcessThatGotItsIdLater() throws IOException {
    RunningProcess process = started(RunningProcess.mark(layout, "n1"));
    RunningProcess earlier =
        new RunningProcess("n1", process.pid(), process.started() - 60_000, process.mark());

    earlier.terminate();
    earlier.kill();

    assertThat(earlier.isAlive()).isFalse();
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void isNotAProcessOfAnotherFolder() throws IOException {
    RunningProcess other = started("-Dlockstep.sandbox.process=n1@/another/folder");

    other.kill();

    assertThat(other.isAlive()).isFalse();
    assertThat(processes.get(0).isAlive()).isTrue();
  }

  @Test
  void endsWhenItIsTerminated() throws IOException {
    RunningProcess process = started(RunningProcess.mark(layout, "n1"));

    process.terminate();

    assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void doesNotEndWhileItIsPaused() throws IOException {
    RunningProcess process = started(RunningProcess.mark(layout, "n1"));
    process.pause();
    process.terminate();

    assertThat(process.awaitEnd(Duration.ofMillis(200))).isFalse();

    process.resume();

    assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void refusesToPauseWhatHasEnded() throws IOException {
    RunningProcess process = started(RunningProcess.mark(layout, "n1"));
    process.kill();
    process.awaitEnd(Duration.ofSeconds(10));

    assertThatThrownBy(process::pause)
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("n1 does not run");
  }

  @RepeatedTest(20)
  void mayEndWhileItIsResumed() throws IOException {
    RunningProcess process = started("sleep 0.02; exit 0", RunningProcess.mark(layout, "n1"));

    // Most of its short life passes between the look whether it is alive and the signal.
    assertThatNoException()
        .isThrownBy(
            () -> {
              while (process.isAlive()) {
                process.resumeIfAlive();
              }
            });
  }

  /** A shell that waits for its input, with the mark among its arguments. */
  private RunningProcess started(String mark) throws IOException {
    return started("read line", mark);
  }

  private RunningProcess started(String script, String mark) throws IOException {
    Process process = new ProcessBuilder("sh", "-c", script, mark).start();
    processes.add(process);
    return RunningProcess.of(layout, "n1", process.toHandle());
  }
}
