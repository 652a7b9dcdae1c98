package io.lockstep.cli.maintenance;

import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code maintenance on}. */
@Command(
    name = "on",
    description = {
      "Make the product read-only, and wait until every active member has done so.",
      "Exit code 5 names those that have not in time, and why; the change holds, and they follow."
    },
    footer = MaintenanceSwitch.FOOTER)
final class MaintenanceOn implements Runnable {
  @Mixin private MaintenanceSwitch maintenance;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    maintenance.set("on", cluster.client(), output.output());
  }
}
