package io.lockstep.materialize.profile.yaml;

import io.lockstep.materialize.format.FileFormat;
import io.lockstep.materialize.formats.Formats;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.ProfileNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a profile from YAML; see PROFILES.md. Says all that is wrong at once, each with its line
 * and what to do. Text of any kind is read or refused, never thrown at. Without state; any thread.
 */
public final class ProfileReader {
  /** The format that this version reads. */
  private static final String FORMAT = "1";

  private final Function<String, Optional<FileFormat>> formats;

  /** A reader that knows the formats of {@link Formats}. */
  public ProfileReader() {
    this(Formats::byName);
  }

  /**
   * A reader with formats of its own.
   *
   * @param formats the format of a name
   */
  public ProfileReader(Function<String, Optional<FileFormat>> formats) {
    this.formats = formats;
  }

  /** Reads a profile. */
  public ReadProfile read(String yaml) {
    Problems problems = new Problems();
    Optional<ProfileDefinition> definition =
        YamlTree.parse(yaml, problems)
            .flatMap(root -> Fields.of(root, "the profile", problems))
            .map(root -> profile(root, new Reading(problems, formats)));
    return new ReadProfile(definition.filter(read -> problems.none()), problems.all());
  }

  private static ProfileDefinition profile(Fields root, Reading reading) {
    String name = root.required("profile", "profile: its name");
    if (root.has("profile") && !ProfileNames.isName(name)) {
      root.wrong("profile", name, "1 to 63 lower-case letters, digits and hyphens");
    }
    requireFormat(root);
    String text = root.text("text").orElse("");
    ParameterReader parameterReader = new ParameterReader(reading, name);
    PartReader parts = new PartReader(reading);
    var product = parts.product(root);
    Map<String, KnownParameter> parameters = parameterReader.parameters(root);
    var settings = parameterReader.settings(root, parameters);
    var roles = parts.roles(root);
    var outputs = new OutputReader(reading).outputs(root);
    var folders = parts.folders(root);
    var hooks = parts.hooks(root, name);
    var checks = new CheckReader(reading, outputs).checks(root);
    List<String> licences = root.texts("licences");
    ProfileDefinition profile =
        new ProfileDefinition(
            name,
            text,
            product,
            settings,
            parameters,
            roles,
            outputs,
            folders,
            hooks,
            checks,
            licences,
            parts.duty(root),
            parts.clusterState(root));
    root.close();
    new References(root, reading, profile).require();
    return profile;
  }

  private static void requireFormat(Fields root) {
    String format = root.required("format", "format: 1");
    if (root.has("format") && !format.equals(FORMAT)) {
      root.wrong("format", format, "1, the format that this version of Lockstep reads");
    }
  }
}
