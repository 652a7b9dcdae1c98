package io.lockstep.state.decide;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The profiles that hold somewhere in a cluster, and the parameters that they know. A parameter
 * that several of them know has to be fit for all. Immutable.
 */
public final class ProfilesInForce {
  /** What holds before anything was said. */
  static final ProfilesInForce NONE = new ProfilesInForce(Map.of(), Map.of());

  private final Map<String, Entity> uses;
  private final Map<String, List<KnownParameter>> known;

  private ProfilesInForce(Map<String, Entity> uses, Map<String, List<KnownParameter>> known) {
    this.uses = uses;
    this.known = known;
  }

  /** Looks through all parameters of an image. */
  public static ProfilesInForce of(ClusterImage image, ProfileParameters profiles) {
    Map<String, Entity> uses = new TreeMap<>();
    image
        .configuration()
        .entities()
        .forEach(
            entity -> {
              ConfigurationChanged value = entity.payload(ConfigurationChanged.class);
              if (value.getKey().equals(KnownParameters.PROFILES.key())) {
                for (String name : ProfileNames.list(value.getValue())) {
                  uses.merge(name, entity, (x, y) -> x.key().compareTo(y.key()) < 0 ? x : y);
                }
              }
            });
    Map<String, List<KnownParameter>> known = new LinkedHashMap<>();
    for (String name : uses.keySet()) {
      profiles
          .of(name, image.configuration().shared(ProfileNames.parameter(name)))
          .ifPresent(
              parameters ->
                  parameters.forEach(
                      (key, parameter) ->
                          known.computeIfAbsent(key, none -> new ArrayList<>()).add(parameter)));
    }
    return new ProfilesInForce(uses, known);
  }

  /** Where a profile is used, if it is: the first parameter that names it. */
  public Map<String, Entity> uses() {
    return uses;
  }

  /** What is known of a parameter: by Lockstep, else by each profile that holds somewhere. */
  public List<KnownParameter> known(String key) {
    Optional<KnownParameter> own = KnownParameters.get(key);
    return own.isPresent() ? List.of(own.get()) : known.getOrDefault(key, List.of());
  }

  /** Whether anything is known by profiles. */
  boolean isEmpty() {
    return known.isEmpty();
  }

  /** The parameters that profiles know. */
  Map<String, List<KnownParameter>> known() {
    return known;
  }
}
