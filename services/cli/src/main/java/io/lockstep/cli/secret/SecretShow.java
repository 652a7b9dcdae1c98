package io.lockstep.cli.secret;

import io.lockstep.cli.client.SecretState;
import io.lockstep.cli.client.SecretState.Version;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Table;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code secret show}. */
@Command(
    name = "show",
    description = {
      "Show the versions of the cluster secret by their fingerprints, and which node has which.",
      "The secret itself is shown by nobody."
    },
    footer = {
      "%nFields with --output json: revision, versions (version, fingerprint, state, revision,",
      "time) and nodes (node, version, fingerprint)."
    })
final class SecretShow implements Runnable {
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    SecretState secret = cluster.client().trust().secret();
    output.output().print(table(secret), secret);
  }

  static Table table(SecretState secret) {
    Table table = new Table("VERSION", "STATE", "FINGERPRINT", "NODES", "REVISION", "TIME");
    for (Version version : secret.versions()) {
      table.row(
          version.version(),
          version.state(),
          version.fingerprint(),
          holders(secret, version.version()),
          version.revision(),
          version.time());
    }
    return table;
  }

  private static String holders(SecretState secret, int version) {
    String nodes =
        secret.nodes().stream()
            .filter(holder -> holder.version() == version)
            .map(SecretState.Holder::node)
            .collect(Collectors.joining(","));
    return nodes.isEmpty() ? null : nodes;
  }
}
