package io.lockstep.cli.certificate;

import picocli.CommandLine.Option;

/** The option that names a certificate of the cluster. */
final class AliasOption {
  @Option(
      names = "--alias",
      paramLabel = "ALIAS",
      required = true,
      description = "Its name in the cluster: lower-case letters, digits and hyphens.")
  private String alias;

  String alias() {
    return alias;
  }
}
