package io.lockstep.cli.profile;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.Operation;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the one change with which profiles are taken into use. Pure. */
final class Assignments {
  private static final String SHARED = "shared";

  private Assignments() {}

  /**
   * The operations.
   *
   * @param profiles what they are, in order
   * @param scope where they shall hold
   * @param values what was asked to be set with them
   * @param present the values that there are
   */
  static List<Operation> of(
      List<ProfileDefinition> profiles,
      String scope,
      Map<String, String> values,
      List<ConfigurationItem> present) {
    Map<String, Operation> operations = new LinkedHashMap<>();
    String names = String.join(",", profiles.stream().map(ProfileDefinition::name).toList());
    String key = KnownParameters.PROFILES.key();
    operations.put(key, Operation.set(key, scope, names));
    values.forEach((name, value) -> operations.put(name, set(profiles, name, scope, value)));
    for (ProfileDefinition profile : profiles) {
      settings(profile)
          .forEach(
              (name, value) -> {
                if (present.stream().noneMatch(item -> item.key().equals(name))) {
                  operations.putIfAbsent(name, set(profiles, name, SHARED, value));
                }
              });
    }
    return List.copyOf(operations.values());
  }

  /** What a profile lists, and the fewest holders of its roles. */
  private static Map<String, String> settings(ProfileDefinition profile) {
    Map<String, String> settings = new LinkedHashMap<>(profile.settings());
    for (RoleSpec role : profile.roles()) {
      if (role.minimum() > 0) {
        settings.putIfAbsent(
            KnownParameters.MINIMUM_HOLDERS + role.name(), Integer.toString(role.minimum()));
      }
    }
    return settings;
  }

  static Operation set(List<ProfileDefinition> profiles, String name, String scope, String value) {
    Optional<KnownParameter> known = known(profiles, name);
    String where = known.filter(KnownParameter::sharedOnly).isPresent() ? SHARED : scope;
    Boolean secret = known.filter(KnownParameter::secret).isPresent() ? true : null;
    return new Operation("set", name, where, value, secret, null);
  }

  /** Whether each node has a value of its own, and there is none for others. */
  static boolean isOfOneNode(ProfileDefinition profile, String name) {
    return known(List.of(profile), name)
        .filter(parameter -> parameter.where() == KnownParameter.Where.NODE)
        .isPresent();
  }

  private static Optional<KnownParameter> known(List<ProfileDefinition> profiles, String name) {
    return profiles.stream()
        .flatMap(profile -> Optional.ofNullable(profile.parameters().get(name)).stream())
        .findFirst()
        .or(() -> KnownParameters.get(name));
  }
}
