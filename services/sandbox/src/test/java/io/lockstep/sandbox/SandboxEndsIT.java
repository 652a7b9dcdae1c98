package io.lockstep.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes on and what ends when a start fails, or the process that started a sandbox ends. */
@Tag("long")
class SandboxEndsIT {
  @TempDir private Path temp;
  private SandboxOptions options;

  @BeforeEach
  void chooseFolderAndPorts() {
    options =
        SandboxOptions.of(temp.resolve("sandbox"))
            .withNodes(2)
            .withPorts(SandboxPorts.free())
            .withNodeProgram(FakeNode.program());
  }

  @AfterEach
  void leaveNothingRunning() {
    if (new Layout(options.dir()).exists()) {
      Sandbox.down(options.dir(), Progress.SILENT);
    }
  }

  @Test
  void stopsEverythingItStartedWhenItIsClosed() {
    Sandbox sandbox = Sandbox.up(options.withOwned(true), ClusterSteps.NONE, Progress.SILENT);

    sandbox.close();

    assertThat(List.of("kafka", "registry", "status", "n1", "n2"))
        .allSatisfy(name -> assertThat(sandbox.pid(name)).isEmpty());
  }

  @Test
  void goesOnWhenTheProcessThatStartedItEnds() throws Exception {
    Process starter = StarterMain.start(options.dir(), options.ports(), false);

    assertThat(starter.waitFor(120, SECONDS)).isTrue();

    assertThat(starter.exitValue()).isZero();
    assertThat(Sandbox.attach(options.dir()).pid("kafka")).isPresent();
    assertThat(Sandbox.attach(options.dir()).pid("n1")).isPresent();
  }

  @Test
  void endsWithTheProcessThatOwnsItAlsoWhenThatIsTerminated() throws Exception {
    Process starter = StarterMain.start(options.dir(), options.ports(), true);
    await()
        .atMost(120, SECONDS)
        .until(() -> new Layout(options.dir()).clusterFile().toFile().exists());

    starter.destroy();
    assertThat(starter.waitFor(30, SECONDS)).isTrue();

    assertThat(List.of("kafka", "registry", "status", "n1"))
        .allSatisfy(n -> assertThat(Sandbox.attach(options.dir()).pid(n)).isEmpty());
  }

  @Test
  void leavesNothingRunningWhenTheStartIsInterrupted() throws Exception {
    Process starter = StarterMain.start(options.dir(), options.ports(), false);
    await()
        .atMost(120, SECONDS)
        .until(() -> Files.exists(options.dir().resolve("run/kafka.properties")));

    starter.destroy();
    assertThat(starter.waitFor(30, SECONDS)).isTrue();

    assertThat(List.of("kafka", "registry", "status", "n1"))
        .allSatisfy(n -> assertThat(Sandbox.attach(options.dir()).pid(n)).isEmpty());
  }

  @Test
  void stopsEverythingItStartedWhenAStepFails() {
    ClusterSteps failing =
        new ClusterSteps() {
          @Override
          public void provisionTopics() {
            throw new IllegalStateException("no topics today");
          }

          @Override
          public void found() {}
        };

    assertThatThrownBy(() -> Sandbox.up(options, failing, Progress.SILENT))
        .hasMessage("no topics today");

    assertThat(Sandbox.attach(options.dir()).pid("kafka")).isEmpty();
    assertThat(Sandbox.attach(options.dir()).pid("registry")).isEmpty();
  }

  @Test
  void saysWhyANodeEndedBeforeItWasReady() {
    SandboxOptions ending = options.withNodeSettings(Map.of(FakeNode.EXIT, "6"));

    assertThatThrownBy(() -> Sandbox.up(ending, ClusterSteps.NONE, Progress.SILENT))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("ended with exit code 6 before it was ready")
        .hasMessageContaining("topics unfit");
  }

  @Test
  void leavesTheClusterUpWhereANodeDoesNotGetReady() {
    Sandbox sandbox = Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    sandbox.stopNode("n2");
    SandboxOptions unready =
        options
            .withNodeSettings(Map.of(FakeNode.UNREADY, "true"))
            .withReadyTimeout(Duration.ofSeconds(3));

    List<URI> settled = new ArrayList<>();

    assertThatThrownBy(() -> Sandbox.up(unready, settling(settled), Progress.SILENT))
        .isInstanceOf(SandboxException.class)
        .hasMessageContaining("n2 is not ready after 3 s")
        .hasMessageContaining("lockstep doctor");

    assertThat(List.of("kafka", "registry", "status", "n1", "n2"))
        .allSatisfy(name -> assertThat(sandbox.pid(name)).isPresent());
    assertThat(settled).as("asked who is let in").hasSize(2);
    sandbox.stopNode("n2");
    Sandbox.up(
        options.withNodeSettings(Map.of(FakeNode.UNREADY, "false")),
        ClusterSteps.NONE,
        Progress.SILENT);
    assertThat(sandbox.pid("n2")).isPresent();
  }

  private static ClusterSteps settling(List<URI> nodes) {
    return new ClusterSteps() {
      @Override
      public void provisionTopics() {}

      @Override
      public void found() {}

      @Override
      public void settle(List<URI> asked) {
        nodes.addAll(asked);
      }
    };
  }
}
