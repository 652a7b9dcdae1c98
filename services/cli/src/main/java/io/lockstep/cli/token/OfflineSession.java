package io.lockstep.cli.token;

import io.lockstep.cli.client.IssuedToken;
import io.lockstep.cli.session.SessionIssuer;
import io.lockstep.trust.token.Role;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options to make a session token with the cluster secret, while no node can be asked. */
final class OfflineSession {
  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      required = true,
      description = "The cluster secret, to make a session token without asking a node.")
  private Path secretFile;

  @Option(
      names = "--name",
      paramLabel = "CLUSTER",
      required = true,
      description = "The cluster that the session is for; with --secret-file.")
  private String name;

  @Option(
      names = "--secret-version",
      paramLabel = "N",
      defaultValue = "1",
      description = {
        "Which version of the secret the file holds: one more after each rotation.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int version;

  IssuedToken issue(String subject, Role role, Duration life) {
    return SessionIssuer.issue(secretFile, version, name, subject, role, life);
  }
}
