package io.lockstep.cli.node;

import io.lockstep.cli.file.SettingsFile;
import io.lockstep.node.NodeMain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code node run}. */
@Command(
    name = "run",
    description = {
      "Run a node in this process, until SIGTERM. Logs to standard error.",
      "Prints one line, `lockstep node ID ready at URL`, once it is ready."
    })
final class NodeRun implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Properties file with the node's settings.")
  private String config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {"Use this instead of what the file says; may be repeated.", "Default: none."})
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return NodeMain.run(SettingsFile.read(config, overrides));
  }
}
