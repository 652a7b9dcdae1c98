package io.lockstep.cli.profile;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import io.lockstep.state.decide.ProfileNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code profile remove NAME}. */
@Command(
    name = "remove",
    description = "Take an installed profile that is not in use out of the cluster.")
final class ProfileRemove implements Runnable {
  @Parameters(index = "0", paramLabel = "NAME", description = "Name of the profile.")
  private String name;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer =
        cluster.client().unset(ProfileNames.parameter(name), "shared", Precondition.NONE);
    output.output().print(Sentences.at("profile " + name + " removed", answer), answer);
  }
}
