package io.lockstep.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lockstep.distribution.Installation.Result;
import io.lockstep.sandbox.SandboxPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with nothing but the archive: what it starts are processes of its own. */
@Tag("heavy")
class InstalledSandboxIT {
  private static final Duration READY = Duration.ofSeconds(60);

  @TempDir Path temporary;

  private Installation installation;
  private Path sandbox;

  @BeforeEach
  void unpack() throws Exception {
    installation = Installation.in(temporary.resolve("an installation"));
    sandbox = temporary.resolve("a sandbox");
  }

  @AfterEach
  void leaveNothingRunning() throws Exception {
    lockstep("down", "--dir", sandbox.toString());
  }

  /** Where the classes of a command that asks a node came from. */
  private Stream<String> classesOfACommand() throws Exception {
    Map<String, String> environment = new HashMap<>(Installation.java());
    environment.put("LOCKSTEP_OPTS", "-Xlog:class+load");
    String launcher = installation.launcher().toString();
    return Installation.run(
            temporary, environment, launcher, "node", "list", "--cluster", sandbox.toString())
        .out()
        .lines();
  }

  /** What its JVM has mapped is what it uses. */
  private List<String> mappedByTheNode() throws IOException {
    Matcher pid =
        Pattern.compile("\"pid\"\\s*:\\s*(\\d+)")
            .matcher(Files.readString(sandbox.resolve("cluster.json")));
    assertThat(pid.find()).as("a node that runs").isTrue();
    return Files.readAllLines(Path.of("/proc", pid.group(1), "maps"));
  }

  @Test
  void servesASessionAndStopsAtASignal() throws Exception {
    assertThat(lockstep("prepare")).contains("prepared");
    int first = SandboxPorts.free().kafka();
    lockstep(
        "up",
        "--nodes=1",
        "--dir=" + sandbox,
        "--kafka-port=" + first,
        "--controller-port=" + (first + 1),
        "--registry-port=" + (first + 2),
        "--status-port=" + (first + 3),
        "--first-node-port=" + (first + 4));

    assertThat(mappedByTheNode()).anyMatch(line -> line.endsWith("/cds/node.jsa"));
    lockstep("config", "set", "--cluster", sandbox.toString(), "mail.host", "mx1");
    String configuration = lockstep("config", "list", "--cluster", sandbox.toString());
    String status = lockstep("status", "--cluster", sandbox.toString());
    // From the archive made here; for a path with a space JDK 17 has only its own classes in it.
    assertThat(classesOfACommand())
        .anyMatch(line -> line.endsWith("source: shared objects file (top)"));
    int exitCode = runAndTerminateAStatusApplication(first + 5);

    assertThat(configuration).contains("mail.host", "mx1");
    assertThat(status).contains("n1", "CONVERGED");
    // The launcher is replaced by the JVM, so the signal has reached it.
    assertThat(exitCode).as("what a JVM answers to SIGTERM").isEqualTo(143);
  }

  /** A second one, as its systemd unit runs it. */
  private int runAndTerminateAStatusApplication(int port) throws Exception {
    Path log = temporary.resolve("status.log");
    ProcessBuilder builder =
        new ProcessBuilder(
            installation.launcher().toString(),
            "status",
            "run",
            "--config=" + sandbox.resolve("status/status.properties"),
            "--set=http.port=" + port,
            "--set=data.dir=" + temporary.resolve("second"));
    builder.environment().putAll(Installation.java());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      await().atMost(READY).until(() -> Files.readString(log).contains("lockstep status ready at"));
      process.destroy();
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("ends at SIGTERM").isTrue();
      assertThat(log).content().contains("stopped");
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String lockstep(String... arguments) throws Exception {
    Result result = installation.lockstep(temporary, arguments);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result.out();
  }
}
