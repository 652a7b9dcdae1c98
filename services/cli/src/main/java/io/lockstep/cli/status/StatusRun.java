package io.lockstep.cli.status;

import io.lockstep.cli.file.SettingsFile;
import io.lockstep.status.StatusMain;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status run}. */
@Command(
    name = "run",
    description = {
      "Run the status application in this process, until SIGTERM. Logs to standard error.",
      "Prints one line, `lockstep status ready at URL`, once it is ready."
    })
final class StatusRun implements Callable<Integer> {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "Properties file with the settings, as services/status/README.md has them.")
  private String config;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = {"Use this instead of what the file says; may be repeated.", "Default: none."})
  private Map<String, String> overrides = new LinkedHashMap<>();

  @Override
  public Integer call() {
    return StatusMain.run(SettingsFile.read(config, overrides));
  }
}
