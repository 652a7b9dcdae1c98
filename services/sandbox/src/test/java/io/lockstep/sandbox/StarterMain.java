package io.lockstep.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that brings a sandbox up: then it ends, or when it owns the sandbox, waits. */
final class StarterMain {
  private StarterMain() {}

  /** Starts this class as a process of its own, for a sandbox of one {@link FakeNode}. */
  static Process start(Path dir, SandboxPorts ports, boolean owned) throws IOException {
    return new ProcessBuilder(
            Jvm.java(),
            "-cp",
            System.getProperty("java.class.path"),
            StarterMain.class.getName(),
            dir.toString(),
            Integer.toString(ports.kafka()),
            Integer.toString(ports.controller()),
            Integer.toString(ports.registry()),
            Integer.toString(ports.status()),
            Integer.toString(ports.firstNode()),
            Boolean.toString(owned))
        .inheritIO()
        .start();
  }

  public static void main(String[] args) throws InterruptedException {
    boolean owned = Boolean.parseBoolean(args[6]);
    SandboxPorts ports =
        new SandboxPorts(
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Integer.parseInt(args[4]),
            Integer.parseInt(args[5]));
    SandboxOptions options =
        SandboxOptions.of(Path.of(args[0]))
            .withNodes(1)
            .withPorts(ports)
            .withNodeProgram(FakeNode.program())
            .withOwned(owned);
    Sandbox.up(options, ClusterSteps.NONE, Progress.SILENT);
    if (owned) {
      new CountDownLatch(1).await();
    }
  }
}
