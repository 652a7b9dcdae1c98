package io.lockstep.cli.authority;

import io.lockstep.cli.client.ChangeAnswer;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.output.OutputOptions;
import io.lockstep.cli.output.Sentences;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ca publish FILE}. */
@Command(
    name = "publish",
    description = "Let all nodes trust the authorities of a file: it becomes part of truststore.*.")
final class CaPublish implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "Certificates of authorities in PEM, or one in DER.")
  private String file;

  @Mixin private ClusterOptions cluster;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    byte[] bytes = InputFile.read(file).bytes();
    ChangeAnswer answer = cluster.client().certificates().publish(bytes);
    output.output().print(Sentences.at("authorities of " + file + " published", answer), answer);
  }
}
