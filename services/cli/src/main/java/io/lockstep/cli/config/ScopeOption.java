package io.lockstep.cli.config;

import picocli.CommandLine.Option;

/** The option that says for which nodes a value holds. */
final class ScopeOption {
  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      defaultValue = "shared",
      description = {
        "For whom: shared, site:S or node:N. A node uses its own value first,",
        "then its site's, then the shared one. Default: ${DEFAULT-VALUE}."
      })
  private String scope;

  String scope() {
    return scope;
  }
}
