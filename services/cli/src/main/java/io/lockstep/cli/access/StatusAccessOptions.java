package io.lockstep.cli.access;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Options that say where the status application is, and how it is asked. Sessions of the cluster
 * are not shown to it: it is not the one to judge them, and could use them.
 */
public final class StatusAccessOptions {
  /** The environment variable with the token of the status application. */
  public static final String VARIABLE = "LOCKSTEP_STATUS_TOKEN";

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = {"The status application.", "Default: the status of cluster.json."})
  private URI url;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "File of mode 0600 with the token that the status application wants to see.",
        "Default: environment variable LOCKSTEP_STATUS_TOKEN, then none."
      })
  private Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "PEM file with the certificates to trust.",
        "Default: those that the JDK trusts."
      })
  private Path authorities;

  /** The address that was given. */
  public Optional<URI> url() {
    return Optional.ofNullable(url);
  }

  /** How it is asked. */
  public NodeAccess access() {
    return access(Optional.empty());
  }

  /**
   * How it is asked by a command that asks nodes too.
   *
   * @param others PEM file of the certificates to trust where these options name none
   */
  public NodeAccess access(Optional<Path> others) {
    return new NodeAccess(() -> Optional.ofNullable(authorities).or(() -> others), this::token);
  }

  private Optional<String> token() {
    if (tokenFile != null) {
      return Optional.of(SessionFile.read(tokenFile));
    }
    String variable = System.getenv(VARIABLE);
    return variable == null || variable.isBlank()
        ? Optional.empty()
        : Optional.of(SessionFile.require(variable, "environment variable " + VARIABLE));
  }
}
