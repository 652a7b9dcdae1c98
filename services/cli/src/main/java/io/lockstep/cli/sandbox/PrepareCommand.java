package io.lockstep.cli.sandbox;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Terminal;
import io.lockstep.sandbox.ClassArchives;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxException;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.image.EntityKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code prepare}. */
@Command(
    name = "prepare",
    description = {
      "Let nodes and commands start sooner on this machine, and the status application with less",
      "work: runs them once in a sandbox of its own, and keeps archives of the classes that they",
      "loaded. Without these everything works as well."
    },
    footer = {
      "%nTo be run once for each version and each JVM, by who may write where Lockstep is. It takes",
      "half a minute and leaves nothing running. An archive that does not fit is not used."
    })
public final class PrepareCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    String home = System.getProperty("lockstep.home");
    if (home == null) {
      throw new Failure(
          ExitCodes.USAGE,
          "usage",
          "this command has to be run by the launcher `lockstep`, which knows where Lockstep is");
    }
    Path archives = ClassArchives.folder(Path.of(home).toAbsolutePath());
    try (TemporaryFolder folder = new TemporaryFolder("prepare");
        StepLines lines = new StepLines(spec.commandLine().getErr(), Terminal.detect())) {
      StartProgress progress = new StartProgress(lines);
      SandboxOptions options =
          SandboxOptions.of(folder.path())
              .withNodes(1)
              .withPorts(SandboxPorts.free())
              .withOwned(true)
              .makingArchives();
      SandboxCluster cluster = new SandboxCluster(options, System.getProperty("user.name"));
      try (Sandbox sandbox = Sandbox.up(options, cluster, progress)) {
        use(new NodeClient(sandbox.cluster().nodes().get(0).url(), SandboxCluster.access(options)));
        ask(options, folder.path());
        Sandbox.down(folder.path(), progress);
      }
      ClassArchives.take(folder.path(), archives);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println("prepared: nodes, status and commands start with the archives in " + archives);
    out.flush();
  }

  /** What every node is asked sooner or later. */
  private static void use(NodeClient node) {
    node.nodes();
    String key = KnownParameters.FAILBACK.key();
    node.set(key, EntityKeys.SHARED, "manual", Precondition.NONE);
    node.configurationItem(key, EntityKeys.SHARED, null, false);
  }

  /** A command that does most of what the others do: reads a file, asks, prints a table. */
  private static void ask(SandboxOptions options, Path folder) {
    Path changes = folder.resolve("changes.properties");
    try {
      Files.writeString(changes, KnownParameters.FAILBACK.key() + "=preferred\n");
    } catch (IOException e) {
      throw new SandboxException("cannot write " + changes + "; free some space", e);
    }
    ClassArchives.runCommand(
        options, List.of("plan", "--cluster", folder.toString(), changes.toString()));
  }
}
