package io.lockstep.cli.content;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code content remove FOLDER PATH}. */
@Command(
    name = "remove",
    description = "Take a path of a folder away on all nodes, and what is below it.")
final class ContentRemove implements Runnable {
  @Mixin private ContentPath path;
  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    ChangeAnswer answer = cluster.client().content().remove(path.folder(), path.path());
    String text = path.path() + " removed from folder " + path.folder();
    output.output().print(Sentences.at(text, answer), answer);
  }
}
