package io.lockstep.cli.topics;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.log.LogConnection;
import io.lockstep.log.topic.AclProvisioner;
import io.lockstep.log.topic.Principals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say who may do what at the brokers. */
final class PrincipalOptions {
  @Option(
      names = "--eligible",
      paramLabel = "USER",
      description = {
        "Kafka principal of a node that may become primary, such as User:n1; once for each. With",
        "it, rights are looked at too: whoever is not named shall have none on the topics.",
        "Default: rights are left alone."
      })
  private List<String> eligible = new ArrayList<>();

  @Option(
      names = "--member",
      paramLabel = "USER",
      description = {
        "Principal of a node that may not become primary; once for each.",
        "Default: none."
      })
  private List<String> members = new ArrayList<>();

  @Option(
      names = "--viewer",
      paramLabel = "USER",
      description = {"Principal that only reads; once for each.", "Default: none."})
  private List<String> viewers = new ArrayList<>();

  @Option(
      names = "--status",
      paramLabel = "USER",
      description = {"Principal of the status application; once for each.", "Default: none."})
  private List<String> status = new ArrayList<>();

  /** What sees to the rights; empty when nobody is named. */
  Optional<AclProvisioner> rights(LogConnection connection) {
    try {
      Principals principals = new Principals(eligible, members, viewers, status);
      return principals.isEmpty()
          ? Optional.empty()
          : Optional.of(new AclProvisioner(connection, principals));
    } catch (IllegalArgumentException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage(), e);
    }
  }
}
