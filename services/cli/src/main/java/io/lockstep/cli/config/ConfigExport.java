package io.lockstep.cli.config;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.cluster.ClusterOptions;
import io.lockstep.cli.file.OutputFile;
import io.lockstep.cli.file.PropertiesWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config export [FILE]}. */
@Command(
    name = "export",
    description = {
      "Write the parameters of one scope as a Java properties file, sorted,",
      "in ASCII and without a date: equal parameters make equal bytes. A secret's value is not",
      "known; a comment KEY=(secret) stands for it, which an import leaves alone."
    })
final class ConfigExport implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = {"File to write, whole or not at all.", "Default, and -: standard output."})
  private Path file;

  @Mixin private ScopeOption scope;
  @Mixin private ClusterOptions cluster;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    SortedMap<String, Optional<String>> entries = new TreeMap<>();
    for (ConfigurationItem item : cluster.client().configuration(scope.scope(), null).items()) {
      entries.put(item.key(), Optional.ofNullable(item.value()));
    }
    String text = PropertiesWriter.write(entries, ConfigurationItem.SECRET);
    if (OutputFile.isStandardOutput(file)) {
      spec.commandLine().getOut().print(text);
      spec.commandLine().getOut().flush();
    } else {
      OutputFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
