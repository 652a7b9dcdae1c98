package io.lockstep.cli.node;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.file.PropertiesReader;
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
    Map<String, String> settings = new LinkedHashMap<>();
    InputFile file = InputFile.read(config);
    for (PropertiesReader.Entry entry : PropertiesReader.read(file)) {
      if (settings.put(entry.key(), entry.value()) != null) {
        throw new Failure(
            ExitCodes.FAILED,
            "malformed-file",
            config + " line " + entry.line() + " sets " + entry.key() + " again; keep one of them");
      }
    }
    settings.putAll(overrides);
    return NodeMain.run(settings);
  }
}
