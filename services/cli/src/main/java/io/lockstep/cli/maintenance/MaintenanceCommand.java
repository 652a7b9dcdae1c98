package io.lockstep.cli.maintenance;

import picocli.CommandLine.Command;

/** The product, read-only on all nodes. */
@Command(
    name = "maintenance",
    description = {
      "Make the product read-only on all nodes for an upgrade or a repair, and end that again."
    },
    subcommands = {MaintenanceOn.class, MaintenanceOff.class, MaintenanceShow.class})
public final class MaintenanceCommand {
  /** The parameter that says it. */
  static final String PARAMETER = "Cluster.maintenance";
}
