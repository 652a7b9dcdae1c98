package io.lockstep.cli.profile;

import io.lockstep.cli.client.ConfigurationItem;
import io.lockstep.cli.client.Operation;
import io.lockstep.cli.failure.ExitCodes;
import io.lockstep.cli.failure.Failure;
import io.lockstep.cli.file.SecretInput;
import io.lockstep.materialize.profile.definition.ProfileDefinition;
import io.lockstep.materialize.profile.spec.RoleSpec;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.KnownParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the one change with which profiles are taken into use. Pure. */
final class Assignments {
  private static final String SHARED = "shared";

  private Assignments() {}

  /**
   * The operations.
   *
   * @param profiles what they are, in order
   * @param scope where they shall hold
   * @param values what was asked to be set with them, on the command line
   * @param present the values that there are
   * @throws Failure if one of the values is a secret
   */
  static List<Operation> of(
      List<ProfileDefinition> profiles,
      String scope,
      Map<String, String> values,
      List<ConfigurationItem> present) {
    requireNoSecret(profiles, scope, values.keySet(), present);
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

  private static void requireNoSecret(
      List<ProfileDefinition> profiles,
      String scope,
      Set<String> names,
      List<ConfigurationItem> present) {
    List<String> secrets =
        names.stream().filter(name -> isSecret(profiles, name, present)).toList();
    if (!secrets.isEmpty()) {
      throw new Failure(
          ExitCodes.USAGE,
          "secret-on-command-line",
          "--set gives %s, %s: %s. Nothing was set; leave it out, and set it by itself: %s"
              .formatted(
                  String.join(" and ", secrets),
                  secrets.size() == 1 ? "which is secret" : "which are secret",
                  SecretInput.EXPOSED,
                  String.join(
                      ", ",
                      secrets.stream().map(name -> byItself(profiles, name, scope)).toList())));
    }
  }

  /** The cluster takes values of what is secret anywhere as secrets too. */
  private static boolean isSecret(
      List<ProfileDefinition> profiles, String name, List<ConfigurationItem> present) {
    return known(profiles, name).filter(KnownParameter::secret).isPresent()
        || present.stream().anyMatch(item -> item.secret() && item.key().equals(name));
  }

  private static String byItself(List<ProfileDefinition> profiles, String name, String scope) {
    String where = set(profiles, name, scope, "").scope();
    return "`lockstep config set %s --secret%s --value-file FILE`"
        .formatted(name, where.equals(SHARED) ? "" : " --scope " + where);
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
