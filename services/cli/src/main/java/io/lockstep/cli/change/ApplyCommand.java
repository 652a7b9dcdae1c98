package io.lockstep.cli.change;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code apply FILE}. */
@Command(
    name = "apply",
    description = "Make a set of changes as one: all or none, and no node sees a part of it.",
    footer = ChangeSetParameter.FOOTER)
public final class ApplyCommand implements Runnable {
  @Mixin private ChangeSetParameter file;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeSet changes = file.read();
    ChangeAnswer answer = cluster.client().apply(changes);
    String what = Sentences.count(changes.operations().size(), "operation") + " applied as one";
    output.output().print(Sentences.at(what, answer), answer);
  }
}
