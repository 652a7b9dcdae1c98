package io.lockstep.cli.servers;

import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.OutputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code servers export [FILE]}. */
@Command(
    name = "export",
    description = "Write the promotion order as a servers file, byte for byte as on every node.")
final class ServersExport implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = {"File to write, whole or not at all.", "Default, and -: standard output."})
  private Path file;

  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    byte[] bytes = cluster.client().servers();
    if (OutputFile.isStandardOutput(file)) {
      spec.commandLine().getOut().print(new String(bytes, StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
    } else {
      OutputFile.write(file, bytes);
    }
  }
}
