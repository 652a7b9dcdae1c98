package io.lockstep.cli.config;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config set KEY VALUE}. */
@Command(
    name = "set",
    description = "Give a parameter a value, on every node that its scope covers.",
    footer = "%nExample: lockstep config set Cluster.mode active")
final class ConfigSet implements Runnable {
  @Parameters(index = "0", paramLabel = "KEY", description = "Name of the parameter.")
  private String key;

  @Parameters(index = "1", paramLabel = "VALUE", description = "Its new value.")
  private String value;

  @Mixin private ScopeOption scope;
  @Mixin private ExpectOption expect;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Precondition precondition = expect.precondition();
    ChangeAnswer answer = cluster.client().set(key, scope.scope(), value, precondition);
    output.output().print(Sentences.at(key + " set in " + scope.scope(), answer), answer);
  }
}
