package io.lockstep.cli.profile;

import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code profile show NAME}. */
@Command(
    name = "show",
    description = "Write a profile as YAML, as it was installed or is built in.",
    footer = "%nFields with --output json: name, yaml.")
final class ProfileShow implements Runnable {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the profile.")
  private String name;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    String yaml = cluster.client().profiles().yaml(name);
    output.output().print(yaml.stripTrailing(), Map.of("name", name, "yaml", yaml));
  }
}
