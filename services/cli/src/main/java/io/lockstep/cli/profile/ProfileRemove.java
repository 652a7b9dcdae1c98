package io.lockstep.cli.profile;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.client.ProfileClient.Item;
import io.lockstep.cli.client.ProfileClient.ProfilePage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
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
    NodeClient client = cluster.client();
    requireInstalled(client.profiles().list());
    ChangeAnswer answer = client.unset(ProfileNames.parameter(name), "shared", Precondition.NONE);
    output.output().print(Sentences.at("profile " + name + " removed", answer), answer);
  }

  private void requireInstalled(ProfilePage page) {
    Item item =
        page.profiles().stream()
            .filter(profile -> profile.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCodes.FAILED,
                        "not-found",
                        "there is no profile %s; lockstep profile list names those there are"
                            .formatted(name)));
    if (item.source().equals("builtin")) {
      throw new Failure(
          ExitCodes.REFUSED,
          "builtin-profile",
          "profile %s is built in and stays; take it out of use with lockstep profile use"
              .formatted(name));
    }
  }
}
