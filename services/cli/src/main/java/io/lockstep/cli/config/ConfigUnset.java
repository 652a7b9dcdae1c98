package io.lockstep.cli.config;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.Precondition;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code config unset KEY}. */
@Command(
    name = "unset",
    description = "Take a parameter's value away; a wider scope's or its default holds again.")
final class ConfigUnset implements Runnable {
  @Parameters(index = "0", paramLabel = "KEY", description = "Name of the parameter.")
  private String key;

  @Mixin private ScopeOption scope;
  @Mixin private ExpectOption expect;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    Precondition precondition = expect.precondition();
    ChangeAnswer answer = cluster.client().unset(key, scope.scope(), precondition);
    output.output().print(Sentences.at(key + " unset in " + scope.scope(), answer), answer);
  }
}
