package io.lockstep.state.decide;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether the profiles of a whole change are fit, however its steps are ordered: those that
 * are used exist, and the values that there are already are what they want.
 */
final class ProfileDecider {
  private ProfileDecider() {}

  /** Requires that the text of a profile is one. */
  static void requireText(ProfileParameters profiles, String entity, String name, String text) {
    profiles
        .problem(name, text)
        .ifPresent(
            problem -> {
              throw new RefusedException(Codes.INVALID_VALUE, entity, problem);
            });
  }

  /** Requires that what a change leaves is in order; called where it touched profiles. */
  static void require(
      ClusterImage before,
      ClusterImage after,
      ProfilesInForce inForce,
      ProfileParameters profiles) {
    for (Map.Entry<String, Entity> use : inForce.uses().entrySet()) {
      String name = use.getKey();
      String parameter = ProfileNames.parameter(name);
      if (profiles.of(name, after.configuration().shared(parameter)).isPresent()) {
        continue;
      }
      ConfigurationChanged value = use.getValue().payload(ConfigurationChanged.class);
      if (after.configuration().shared(parameter).isPresent()) {
        throw new RefusedException(
            Codes.INVALID_VALUE,
            EntityKeys.configuration(parameter, EntityKeys.SHARED),
            "profile %s cannot be read by this version of Lockstep; lockstep profile list says why,"
                    .formatted(name)
                + " install it again");
      }
      if (before.configuration().shared(parameter).isPresent()) {
        throw new RefusedException(
            Codes.PROFILE_IN_USE,
            EntityKeys.configuration(parameter, EntityKeys.SHARED),
            "profile %s is in use: Cluster.profiles is \"%s\" in scope %s; use another there first"
                .formatted(name, Texts.shortened(value.getValue()), value.getScope()));
      }
      throw new RefusedException(
          Codes.INVALID_VALUE,
          use.getValue().key(),
          "Cluster.profiles cannot be \"%s\": there is no profile %s; install it first, lockstep"
                  .formatted(Texts.shortened(value.getValue()), name)
              + " profile list names those that there are");
    }
    requireValues(before, after, inForce);
  }

  /** Values that were there before the profile was. */
  private static void requireValues(
      ClusterImage before, ClusterImage after, ProfilesInForce inForce) {
    if (inForce.isEmpty()) {
      return;
    }
    after
        .configuration()
        .entities()
        .forEach(
            entity -> {
              ConfigurationChanged value = entity.payload(ConfigurationChanged.class);
              List<KnownParameter> known = inForce.known().get(value.getKey());
              if (known != null) {
                for (KnownParameter parameter : known) {
                  requireFit(after, blamed(before, after, entity, parameter), value, parameter);
                }
              }
            });
  }

  /** The entity of the change that is to blame: the value, unless it was there before. */
  private static String blamed(
      ClusterImage before, ClusterImage after, Entity value, KnownParameter parameter) {
    String text =
        EntityKeys.configuration(ProfileNames.parameter(parameter.profile()), EntityKeys.SHARED);
    if (!before.entity(value.key()).equals(Optional.of(value))) {
      return value.key();
    }
    return before.entity(text).equals(after.entity(text))
        ? EntityKeys.configuration(KnownParameters.PROFILES.key(), EntityKeys.SHARED)
        : text;
  }

  private static void requireFit(
      ClusterImage after, String entity, ConfigurationChanged value, KnownParameter parameter) {
    Optional<String> problem =
        ParameterRules.problem(parameter, value.getScope(), value.getValue(), value.getSealed());
    if (problem.isEmpty() && ParameterRules.lacksCertificate(parameter, value, after::entity)) {
      problem = Optional.of(ParameterRules.noCertificate(value.getKey(), value.getValue()));
    }
    if (problem.isPresent()) {
      throw new RefusedException(
          Codes.INVALID_VALUE,
          entity,
          "profile %s does not take the value that %s has in scope %s: %s, in the same change or"
                  .formatted(parameter.profile(), value.getKey(), value.getScope(), problem.get())
              + " before it");
    }
  }
}
