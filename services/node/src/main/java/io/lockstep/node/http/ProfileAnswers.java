package io.lockstep.node.http;

import io.lockstep.materialize.profile.builtin.BuiltinProfiles;
import io.lockstep.materialize.profile.cluster.ProfileCatalogue;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.definition.ProfileProblem;
import io.lockstep.materialize.profile.yaml.ReadProfile;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.image.ClusterImage;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the API says of profiles. */
final class ProfileAnswers {
  private ProfileAnswers() {}

  /** All profiles, by name. */
  @Serdeable
  record Profiles(long revision, List<Profile> profiles) {}

  /**
   * A profile.
   *
   * @param source {@code builtin} or {@code installed}
   * @param uses the scopes in which {@code Cluster.profiles} names it; {@code default} where none
   *     has a value and it is the standard one
   */
  @Serdeable
  record Profile(
      String name, String text, String source, List<Problem> problems, List<String> uses) {}

  /** What is wrong in one. */
  @Serdeable
  record Problem(int line, String what, String remedy) {
    static Problem of(ProfileProblem problem) {
      return new Problem(problem.line(), problem.what(), problem.remedy());
    }
  }

  static Profiles of(ClusterImage image, ProfileCatalogue catalogue) {
    TreeMap<String, String> sources = new TreeMap<>();
    BuiltinProfiles.all().names().forEach(name -> sources.put(name, "builtin"));
    Map<String, List<String>> uses = new TreeMap<>();
    image
        .configuration()
        .entities()
        .forEach(
            entity -> {
              ConfigurationChanged value = entity.payload(ConfigurationChanged.class);
              ProfileNames.of(value.getKey()).ifPresent(name -> sources.put(name, "installed"));
              if (value.getKey().equals(KnownParameters.PROFILES.key())) {
                for (String name : new TreeSet<>(ProfileNames.list(value.getValue()))) {
                  uses.computeIfAbsent(name, none -> new ArrayList<>()).add(value.getScope());
                }
              }
            });
    if (image.configuration().shared(KnownParameters.PROFILES.key()).isEmpty()) {
      uses.computeIfAbsent(BuiltinProfiles.STANDARD, none -> new ArrayList<>()).add("default");
    }
    List<Profile> profiles = new ArrayList<>();
    sources.forEach(
        (name, source) ->
            profiles.add(
                profile(
                    name,
                    source,
                    catalogue.profile(image, name).orElseThrow(),
                    uses.getOrDefault(name, List.of()).stream().sorted().toList())));
    return new Profiles(image.revision(), profiles);
  }

  private static Profile profile(String name, String source, ReadProfile read, List<String> uses) {
    return new Profile(
        name,
        read.definition().map(ProfileDefinition::text).orElse(""),
        source,
        read.problems().stream().map(Problem::of).toList(),
        uses);
  }
}
