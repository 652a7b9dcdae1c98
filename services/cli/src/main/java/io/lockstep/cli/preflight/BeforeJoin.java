package io.lockstep.cli.preflight;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.SettingsFile;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.node.preflight.LocalPreflight;
import io.lockstep.node.settings.InvalidSettingsException;
import io.lockstep.node.settings.NodeSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at this machine with the settings that a node would start with. */
final class BeforeJoin {
  private static final String STANDARD = "standard";

  private BeforeJoin() {}

  static List<PreflightRow> look(String config, Map<String, String> overrides, String profile) {
    try {
      NodeSettings settings = NodeSettings.of(SettingsFile.read(config, overrides));
      Profile chosen = profile(profile);
      return LocalPreflight.look(settings, image -> chosen, format -> Optional.empty()).stream()
          .map(result -> PreflightRow.of(settings.node(), result))
          .toList();
    } catch (InvalidSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "invalid-settings", e.getMessage());
    }
  }

  private static Profile profile(String name) {
    if (name == null || name.equals(STANDARD)) {
      return new StandardProfile();
    }
    throw new Failure(
        ExitCodes.FAILED,
        "unknown-profile",
        "there is no profile " + name + "; leave --profile away, or name " + STANDARD);
  }
}
