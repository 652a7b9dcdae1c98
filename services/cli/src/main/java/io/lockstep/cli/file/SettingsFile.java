package io.lockstep.cli.file;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings file of a process. */
public final class SettingsFile {
  private SettingsFile() {}

  /**
   * Reads it.
   *
   * @param overrides what holds instead of what the file says
   * @throws Failure if it cannot be read, or sets something twice
   */
  public static Map<String, String> read(String config, Map<String, String> overrides) {
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
    return settings;
  }
}
