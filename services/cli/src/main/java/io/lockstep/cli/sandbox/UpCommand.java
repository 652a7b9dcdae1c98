package io.lockstep.cli.sandbox;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Table;
import io.lockstep.cli.output.Terminal;
import io.lockstep.sandbox.ClusterFile;
import io.lockstep.sandbox.Sandbox;
import io.lockstep.sandbox.SandboxException;
import io.lockstep.sandbox.SandboxOptions;
import io.lockstep.sandbox.SandboxPorts;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code up}. */
@Command(
    name = "up",
    description = {
      "Start a cluster on this machine, to play with: a broker, a registry, nodes and their status.",
      "Returns when it is ready. In a folder that has one it starts what does not run. Where a node",
      "does not get ready, the others go on, so that what keeps it can be mended."
    },
    footer = {
      "%nEverything is kept in the folder; `lockstep down` stops it, and deleting the folder",
      "deletes it. Fields with --output json: cluster, kafka, registry, status, nodes (id, url,",
      "dir, pid), pids (kafka, registry, status), ca and adminToken, as in the folder's",
      "cluster.json: ca is the file of the certificates that nodes are trusted by, adminToken",
      "that of a session token that may do everything for a day; each `lockstep up` makes",
      "another. If secured, kafkaClient too, the settings with which clients read the log; the",
      "administrator's are next to them."
    })
public final class UpCommand implements Runnable {
  private static final String KEEP = "Default: as before; on a new folder ";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = {"How many nodes, 1 to 32.", KEEP + "3."})
  private Integer nodes;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".lockstep/sandbox",
      description = {"The folder.", "Default: ${DEFAULT-VALUE}."})
  private Path dir;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = {"The cluster's name.", KEEP + "sandbox."})
  private String name;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      description = {"Where the broker listens.", KEEP + "19092."})
  private Integer kafkaPort;

  @Option(
      names = "--controller-port",
      paramLabel = "PORT",
      description = {"Where the broker's controller listens.", KEEP + "19093."})
  private Integer controllerPort;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      description = {"Where the registry listens.", KEEP + "18081."})
  private Integer registryPort;

  @Option(
      names = "--status-port",
      paramLabel = "PORT",
      description = {"Where the status application listens.", KEEP + "8100."})
  private Integer statusPort;

  @Option(
      names = "--first-node-port",
      paramLabel = "PORT",
      description = {"Where n1 listens, and each further node one higher.", KEEP + "8101."})
  private Integer firstNodePort;

  @Option(
      names = "--secure",
      description = {
        "Broker and registry speak TLS, the broker's clients log in, and each may do only what it"
            + " must. Certificates and passwords are in the folder's security.",
        "Default: as before; on a new folder not."
      })
  private boolean secure;

  @Mixin private OutputOptions output;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    SandboxOptions options = options(SandboxOptions.of(dir));
    SandboxCluster steps = cluster(options);
    ClusterFile cluster;
    // Progress goes where errors go, so that standard output is the result alone.
    try (StepLines lines = new StepLines(spec.commandLine().getErr(), Terminal.detect())) {
      cluster = Sandbox.up(options, steps, new StartProgress(lines)).cluster();
    }
    Table table = new Table("NAME", "ADDRESS", "PID");
    table.row("kafka", cluster.kafka(), cluster.pids().kafka());
    table.row("registry", cluster.registry(), cluster.pids().registry());
    table.row("status", cluster.status(), cluster.pids().status());
    cluster.nodes().forEach(node -> table.row(node.id(), node.url(), node.pid()));
    output.output().print(table, cluster);
  }

  private SandboxOptions options(SandboxOptions before) {
    SandboxPorts ports = before.ports();
    SandboxPorts asked =
        new SandboxPorts(
            or(kafkaPort, ports.kafka()),
            or(controllerPort, ports.controller()),
            or(registryPort, ports.registry()),
            or(statusPort, ports.status()),
            or(firstNodePort, ports.firstNode()));
    try {
      return before
          .withPorts(asked)
          .withNodes(or(nodes, before.nodes()))
          .withCluster(or(name, before.cluster()))
          .withSecure(secure || before.secure());
    } catch (SandboxException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }

  private static SandboxCluster cluster(SandboxOptions options) {
    try {
      return new SandboxCluster(options, System.getProperty("user.name"));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }

  private static <T> T or(T given, T before) {
    return given == null ? before : given;
  }
}
