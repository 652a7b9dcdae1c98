package io.lockstep.cli.config;

import io.lockstep.cli.change.PlanPrinter;
import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.client.ChangeSet;
import io.lockstep.cli.client.NodeClient;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.ChangeFile;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config import FILE}. */
@Command(
    name = "import",
    description = {
      "Set every entry of a Java properties file, as one change: all or none.",
      "Parameters that the file does not name stay as they are."
    })
final class ConfigImport implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A properties file in UTF-8; - reads standard input.")
  private String file;

  @Option(
      names = "--dry-run",
      description = "Change nothing; show what each node's files would become.")
  private boolean dryRun;

  @Mixin private ScopeOption scope;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeSet changes = ChangeFile.readProperties(InputFile.read(file), scope.scope());
    NodeClient client = cluster.client();
    if (dryRun) {
      new PlanPrinter(output).print(client.plan(changes));
      return;
    }
    ChangeAnswer answer = client.apply(changes);
    String what = Sentences.count(changes.operations().size(), "parameter") + " imported as one";
    output.output().print(Sentences.at(what, answer), answer);
  }
}
