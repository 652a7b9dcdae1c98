package io.lockstep.cli.config;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config get KEY}. */
@Command(
    name = "get",
    description = "Show a parameter's value in one scope, and who set it.",
    footer = {
      "%nFields with --output json: key, scope, value, secret, revision, changeId, actor,",
      "origin and time. The value of a secret is null there, and (secret) in the table, which shows",
      "long values shortened."
    })
final class ConfigGet implements Runnable {
  @Parameters(index = "0", paramLabel = "KEY", description = "Name of the parameter.")
  private String key;

  @Option(
      names = "--min-revision",
      paramLabel = "N",
      description = {"Wait until the node has revision N.", "Default: as the node is."})
  private Long minRevision;

  @Option(
      names = "--linearizable",
      description =
          "Be as new as any answer given before, at the price of a round through the log.")
  private boolean linearizable;

  @Mixin private ScopeOption scope;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ConfigurationItem item =
        cluster.client().configurationItem(key, scope.scope(), minRevision, linearizable);
    output.output().print(ConfigTable.of(List.of(item)), item);
  }
}
