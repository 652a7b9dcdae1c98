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

/** {@code profile install FILE}. */
@Command(
    name = "install",
    description = {
      "Keep a profile in the cluster, so that every node has it, or a new version of one.",
      "Nothing uses it until `lockstep profile use` says so. For administrators."
    })
final class ProfileInstall implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The profile, YAML in UTF-8; - reads standard input.")
  private String file;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ProfileFile profile = ProfileFile.of(file);
    if (profile.read().definition().isEmpty()) {
      throw profile.failureWithProblems();
    }
    String name = profile.read().definition().get().name();
    ChangeAnswer answer =
        cluster
            .client()
            .set(ProfileNames.parameter(name), "shared", profile.text(), Precondition.NONE);
    output.output().print(Sentences.at("profile " + name + " installed", answer), answer);
  }
}
