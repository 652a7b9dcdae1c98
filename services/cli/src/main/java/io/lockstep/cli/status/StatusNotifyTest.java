package io.lockstep.cli.status;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.SettingsFile;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.status.notify.DeliveryException;
import io.lockstep.status.notify.Notifications;
import io.lockstep.status.settings.StatusSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code status notify-test}. */
@Command(
    name = "notify-test",
    description = {
      "Tell of an alert that is none by mail and webhook, as the settings have them.",
      "Says of each what became of it; asks neither brokers nor nodes."
    })
final class StatusNotifyTest implements Runnable {
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

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    try {
      StatusSettings settings = StatusSettings.of(SettingsFile.read(config, overrides));
      List<String> told = Notifications.test(settings.cluster(), settings.notifications());
      if (told.isEmpty()) {
        throw new Failure(
            ExitCodes.USAGE,
            "usage",
            "neither notify.mail.host nor notify.webhook.url is set in " + config);
      }
      told.forEach(spec.commandLine().getOut()::println);
    } catch (InvalidSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "usage", e.getMessage());
    } catch (DeliveryException e) {
      throw new Failure(ExitCodes.NOT_AVAILABLE, "not-delivered", e.getMessage());
    }
  }
}
