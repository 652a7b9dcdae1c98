package io.lockstep.cli.access;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Options that say whom to trust and whose session asks. */
public final class AccessOptions {
  /** The environment variable with a session token. */
  public static final String VARIABLE = "LOCKSTEP_TOKEN";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = {
        "File of mode 0600 with the session token to ask with.",
        "Default: environment variable LOCKSTEP_TOKEN, then the adminToken of cluster.json."
      })
  private Path tokenFile;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = {
        "PEM file with the certificates to trust.",
        "Default: the ca of cluster.json, then those that the JDK trusts."
      })
  private Path authorities;

  @Option(
      names = "--plain-http",
      description =
          "Ask without TLS, which works while Cluster.enable.SSL is false: session tokens and"
              + " values can be read and altered on the way.")
  private boolean plainHttp;

  /** As the options say, then as the environment says, then as the cluster's folder says. */
  public NodeAccess access(Optional<Path> folderAuthorities, Optional<Path> folderSession) {
    return access(folderAuthorities, folderSession, System::getenv);
  }

  NodeAccess access(
      Optional<Path> folderAuthorities,
      Optional<Path> folderSession,
      UnaryOperator<String> environment) {
    return new NodeAccess(
        () -> Optional.ofNullable(authorities).or(() -> folderAuthorities),
        () -> session(environment.apply(VARIABLE), folderSession));
  }

  /** The file of certificates to trust that was given. */
  public Optional<Path> authorities() {
    return Optional.ofNullable(authorities);
  }

  /** Whether TLS is left out. */
  public boolean isPlainHttp() {
    return plainHttp;
  }

  private Optional<String> session(String variable, Optional<Path> folderSession) {
    if (tokenFile != null) {
      return Optional.of(SessionFile.read(tokenFile));
    }
    if (variable != null && !variable.isBlank()) {
      return Optional.of(SessionFile.require(variable, "environment variable " + VARIABLE));
    }
    return folderSession.map(SessionFile::read);
  }
}
