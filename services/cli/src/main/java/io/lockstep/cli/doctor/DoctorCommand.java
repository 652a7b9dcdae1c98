package io.lockstep.cli.doctor;

import io.lockstep.cli.access.AccessOptions;
import io.lockstep.cli.access.StatusAccessOptions;
import io.lockstep.cli.client.StatusClient;
import io.lockstep.cli.cluster.ClusterFolder;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.file.TemporaryFolder;
import io.lockstep.cli.log.LayoutOptions;
import io.lockstep.cli.log.LogDocument;
import io.lockstep.cli.log.LogOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import io.lockstep.log.LogConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description = {
      "Look at everything a cluster needs, and say what to do about what is wrong: broker, topics,",
      "registry, nodes, versions, disks, clocks, alerts. Changes nothing.",
      "Exit code 6 when something is wrong."
    },
    footer = {
      "%nNodes, disks, clocks and alerts are looked at where the cluster's folder names nodes and",
      "status application; the disks are those of the nodes on this machine. The status",
      "application is trusted by the certificates of --ca too, and shown LOCKSTEP_STATUS_TOKEN.",
      "Fields with --output json: cluster, kafka, registry, and findings with check, state (OK,",
      "WARNING, WRONG, SKIPPED), text and remedy (null when there is nothing to do)."
    })
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private LogOptions log;
  @Mixin private LayoutOptions layout;
  @Mixin private AccessOptions access;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    List<Finding> findings = new ArrayList<>();
    LogConnection connection;
    try (TemporaryFolder schemas = new TemporaryFolder("schemas")) {
      connection = log.connection(schemas.path());
      LogChecks.add(connection, layout.layout(log.isSandbox()), findings);
    }
    Optional<Path> folder = log.folder().filter(ClusterFolder::exists);
    if (folder.isPresent()) {
      cluster(ClusterFolder.read(folder.get()), findings);
    } else {
      findings.add(Finding.skipped("nodes", "no folder of a cluster names them"));
    }
    output
        .output()
        .print(table(findings), LogDocument.of(connection, Map.of("findings", findings)));
    return findings.stream().anyMatch(finding -> finding.state() == Finding.State.WRONG)
        ? ExitCodes.REFUSED
        : ExitCodes.DONE;
  }

  private void cluster(ClusterFolder cluster, List<Finding> findings) {
    NodeChecks.add(cluster, access.access(cluster.authorities(), cluster.adminSession()), findings);
    Optional<URI> status = cluster.status();
    if (status.isPresent()) {
      StatusChecks.add(
          new StatusClient(status.get(), new StatusAccessOptions().access(access.authorities())),
          findings);
    } else {
      findings.add(Finding.skipped("status", "the cluster's folder names no status application"));
    }
  }

  private static Table table(List<Finding> findings) {
    Table table = new Table("CHECK", "STATE", "FOUND");
    for (Finding finding : findings) {
      table.row(finding.check(), finding.state(), finding.text());
    }
    for (Finding finding : findings) {
      if (finding.remedy() != null) {
        table.note("to do for " + finding.check() + ": " + finding.remedy());
      }
    }
    return table;
  }
}
