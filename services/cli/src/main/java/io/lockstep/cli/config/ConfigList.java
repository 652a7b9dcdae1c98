package io.lockstep.cli.config;

import io.lockstep.cli.client.ConfigurationPage;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config list [PREFIX]}. */
@Command(
    name = "list",
    description = {
      "List the parameters that have a value. The table shows long values shortened, and of those of",
      "several lines the first."
    },
    footer = "%nFields with --output json: revision, and items with the fields of `config get`.")
final class ConfigList implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PREFIX",
      description = {"Only those whose name starts so.", "Default: all."})
  private String prefix;

  @Option(
      names = "--scope",
      paramLabel = "SCOPE",
      description = {"Only values of this scope: shared, site:S or node:N.", "Default: all."})
  private String scope;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ConfigurationPage page = cluster.client().configuration(scope, prefix);
    output.output().print(ConfigTable.of(page.items()), page);
  }
}
