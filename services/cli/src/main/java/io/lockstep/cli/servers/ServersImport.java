package io.lockstep.cli.servers;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code servers import FILE}. */
@Command(
    name = "import",
    description = {
      "Set the promotion order from a servers file: HOST<TAB>https://HOST:PORT on each line,",
      "the preferred primary first. Comments stay; a commented-out entry is out of the order."
    })
final class ServersImport implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "The servers file; - reads standard input.")
  private String file;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    InputFile input = InputFile.read(file);
    ChangeAnswer answer = cluster.client().setServers(input.bytes());
    output.output().print(Sentences.at("promotion order set", answer), answer);
  }
}
