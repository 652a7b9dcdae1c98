package io.lockstep.cli.preflight;

import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.InputFile;
import io.lockstep.cli.file.SettingsFile;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.materialize.formats.Formats;
import io.lockstep.materialize.profile.Profile;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.materialize.profile.builtin.BuiltinProfiles;
import io.lockstep.materialize.profile.cluster.ClusterProfiles;
import io.lockstep.materialize.profile.cluster.ProfileCatalogue;
import io.lockstep.materialize.profile.render.DefinedProfile;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import io.lockstep.node.certificate.ProfileStores;
import io.lockstep.node.preflight.LocalPreflight;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.state.image.ClusterImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks at this machine with the settings that a node would start with. */
final class BeforeJoin {
  private BeforeJoin() {}

  static List<PreflightRow> look(String config, Map<String, String> overrides, String profile) {
    try {
      NodeSettings settings = NodeSettings.of(SettingsFile.read(config, overrides));
      return LocalPreflight.look(settings, profile(profile), Formats::byName).stream()
          .map(result -> PreflightRow.of(settings.node(), result))
          .toList();
    } catch (InvalidSettingsException e) {
      throw new Failure(ExitCodes.USAGE, "invalid-settings", e.getMessage());
    }
  }

  private static Function<ClusterImage, Profile> profile(String name) {
    ProfileCatalogue catalogue = new ProfileCatalogue();
    if (name == null) {
      Profile used = new ClusterProfiles(catalogue, new StandardProfile(), new ProfileStores());
      return image -> used;
    }
    if (name.equals(BuiltinProfiles.STANDARD)) {
      return image -> new StandardProfile();
    }
    if (Files.isRegularFile(Path.of(name))) {
      Profile inFile = defined(name, catalogue.read(InputFile.read(name).text()));
      return image -> inFile;
    }
    return image -> defined(name, catalogue.profile(image, name).orElseThrow(() -> unknown(name)));
  }

  private static Profile defined(String name, ReadProfile read) {
    return read.definition()
        .<Profile>map(definition -> new DefinedProfile(definition, new ProfileStores()))
        .orElseThrow(
            () ->
                new Failure(
                    ExitCodes.REFUSED,
                    "profile-problems",
                    "profile %s cannot be read: %s; lockstep profile check tells all"
                        .formatted(name, read.problems().get(0))));
  }

  private static Failure unknown(String name) {
    return new Failure(
        ExitCodes.FAILED,
        "unknown-profile",
        "there is no file and no profile %s; built in are %s"
            .formatted(name, String.join(", ", BuiltinProfiles.all().names())));
  }
}
