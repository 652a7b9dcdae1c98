package io.lockstep.cli.maintenance;

import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code maintenance off}. */
@Command(
    name = "off",
    description = {
      "Let the product write again, and wait until it does so on every active member.",
      "Exit code 5 names those that have not in time, and why; the change holds, and they follow."
    },
    footer = MaintenanceSwitch.FOOTER)
final class MaintenanceOff implements Runnable {
  @Mixin private MaintenanceSwitch maintenance;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    maintenance.set("off", cluster.client(), output.output());
  }
}
