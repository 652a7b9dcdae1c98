package io.lockstep.cli.profile;

import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.materialize.profile.yaml.ReadProfile;

/** Profiles as the cluster has them, read here. */
final class ReadDefinitions {
  private ReadDefinitions() {}

  static ProfileDefinition of(NodeClient client, String name) {
    ReadProfile read = new ProfileReader().read(client.profiles().yaml(name));
    return read.definition()
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.FAILED,
                    "profile-problems",
                    "this command cannot read profile %s: %s; run one of the nodes' version"
                        .formatted(name, read.problems().get(0))));
  }
}
