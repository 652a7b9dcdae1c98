package io.lockstep.cli.content;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code content restore FOLDER PATH --revision R}. */
@Command(
    name = "restore",
    description = "Give a path of a folder what it was at a revision, on all nodes.")
final class ContentRestore implements Runnable {
  @Mixin private ContentPath path;

  @Option(
      names = "--revision",
      paramLabel = "R",
      required = true,
      description = "Where it was published; content history lists them.")
  private long revision;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().content().restore(path.folder(), path.path(), revision);
    String text = "%s of folder %s restored".formatted(path.path(), path.folder());
    output.output().print(Sentences.at(text, answer), answer);
  }
}
