package io.lockstep.materialize.profile.cluster;

import io.lockstep.materialize.profile.builtin.BuiltinProfiles;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import io.lockstep.materialize.profile.yaml.ProfileReader;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.image.ClusterImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The profiles that there are: those that were installed, then those built in. What was read of a
 * text is kept, for the {@value #KEPT} texts asked for last. Any thread.
 */
public final class ProfileCatalogue implements ProfileParameters {
  private static final int KEPT = 64;
  private static final int SHOWN = 3;

  private final ProfileReader reader = new ProfileReader();
  private final BuiltinProfiles builtin = BuiltinProfiles.all();
  private final Map<String, ReadProfile> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ReadProfile> eldest) {
          return size() > KEPT;
        }
      };

  /** A profile as the cluster has it; empty if there is none of that name. */
  public Optional<ReadProfile> profile(ClusterImage image, String name) {
    return profile(name, installed(image, name));
  }

  /** The YAML of a profile; empty if there is none of that name. */
  public Optional<String> text(ClusterImage image, String name) {
    return installed(image, name).or(() -> builtin.text(name));
  }

  private static Optional<String> installed(ClusterImage image, String name) {
    return image.configuration().shared(ProfileNames.parameter(name));
  }

  private Optional<ReadProfile> profile(String name, Optional<String> installed) {
    return installed.map(this::read).or(() -> builtin.profile(name));
  }

  /** What a text is read as. */
  public ReadProfile read(String text) {
    synchronized (read) {
      return read.computeIfAbsent(text, reader::read);
    }
  }

  @Override
  public Optional<Map<String, KnownParameter>> of(String name, Optional<String> installed) {
    return profile(name, installed)
        .flatMap(ReadProfile::definition)
        .map(ProfileDefinition::parameters);
  }

  @Override
  public Optional<String> problem(String name, String text) {
    if (builtin.names().contains(name)) {
      return Optional.of(
          "profile %s is built in; give yours another name, in its file too".formatted(name));
    }
    if (name.equals("schema")) { // the API has another document of that name
      return Optional.of("a profile cannot be called schema; give yours another name");
    }
    ReadProfile profile = read(text);
    if (!profile.problems().isEmpty()) {
      return Optional.of(shown(name, profile.problems()));
    }
    String own = profile.orThrow().name();
    return own.equals(name)
        ? Optional.empty()
        : Optional.of(
            "the profile calls itself \"%s\" and is set as Profile.%s; set it as Profile.%s"
                .formatted(own, name, own));
  }

  private static String shown(String name, List<ProfileProblem> problems) {
    StringBuilder text = new StringBuilder("profile ");
    text.append(ProfileNames.isName(name) ? name : "\"…\"").append(" has problems");
    problems.stream().limit(SHOWN).forEach(problem -> text.append("; ").append(problem));
    int more = problems.size() - SHOWN;
    return more > 0
        ? text.append("; and %d more, lockstep profile check FILE tells them".formatted(more))
            .toString()
        : text.toString();
  }
}
