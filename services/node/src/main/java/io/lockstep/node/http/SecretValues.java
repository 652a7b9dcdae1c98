package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.certificate.KeyStorePassword;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.ProfileNames;
import io.lockstep.state.decide.ProfileParameters;
import io.lockstep.state.decide.ProfilesInForce;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.image.EntityMap;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Seals what must not stand in the log in the clear, before a command is made of it. */
@Singleton
final class SecretValues {
  private final Supplier<ClusterImage> image;
  private final ProfileParameters profiles;
  private final BiFunction<byte[], String, Envelope> sealer;
  private volatile Seen seen;

  /**
   * What there is to know of the parameters of an image: each request asks for it.
   *
   * @param secret keys of parameters that have a sealed value in any scope
   */
  private record Seen(EntityMap parameters, ProfilesInForce inForce, Set<String> secret) {}

  @Inject
  SecretValues(NodeService node) {
    this(
        () -> node.replay().image(),
        node.profiles(),
        (clear, entity) -> node.trust().seal(clear, entity));
  }

  /**
   * Of a cluster.
   *
   * @param image its newest state
   * @param sealer seals bytes as a part of an entity
   */
  SecretValues(
      Supplier<ClusterImage> image,
      ProfileParameters profiles,
      BiFunction<byte[], String, Envelope> sealer) {
    this.image = image;
    this.profiles = profiles;
    this.sealer = sealer;
  }

  /**
   * The action that gives a parameter a value; sealed if it is to be a secret, or if the key has
   * one in any scope already, or is that of a password.
   */
  SetConfiguration set(String key, String scope, String value, boolean secret) {
    SetConfiguration.Builder action = SetConfiguration.newBuilder().setKey(key).setScope(scope);
    if (!secret && isSecretByProfile(key)) {
      throw ApiException.invalid(
          "%s is secret and was sent in the clear: send it as a secret, lockstep config set %s"
                  .formatted(key, key)
              + " --secret");
    }
    if (!secret && !key.equals(KeyStorePassword.PARAMETER) && !seen().secret().contains(key)) {
      return action.setValue(value).build();
    }
    Envelope sealed = seal(value, EntityKeys.configuration(key, scope));
    return action.setValue("").setSealed(sealed).build();
  }

  /** Seals a text as a part of an entity. */
  Envelope seal(String text, String entity) {
    UnicodeCheck.require(text);
    byte[] clear = text.getBytes(StandardCharsets.UTF_8);
    try {
      return sealer.apply(clear, entity);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** Before it stands in the log, where the primary would refuse it. */
  private boolean isSecretByProfile(String key) {
    return seen().inForce().known(key).stream().anyMatch(KnownParameter::secret);
  }

  private Seen seen() {
    ClusterImage now = image.get();
    EntityMap parameters = now.configuration().entities();
    Seen last = seen;
    Seen next =
        last == null || isOtherwise(last.parameters(), parameters)
            ? new Seen(parameters, ProfilesInForce.of(now, profiles), secretKeys(parameters))
            : new Seen(parameters, last.inForce(), last.secret());
    seen = next;
    return next;
  }

  /** Whether one has changed that says which are secret: most changes are of none. */
  private static boolean isOtherwise(EntityMap before, EntityMap now) {
    boolean[] otherwise = {false};
    now.forEachChanged(before, (was, is) -> otherwise[0] |= says(was) || says(is));
    return otherwise[0];
  }

  private static boolean says(Entity parameter) {
    if (parameter == null) {
      return false;
    }
    ConfigurationChanged value = parameter.payload(ConfigurationChanged.class);
    return value.getSealed() != null || ProfileNames.isAbout(value.getKey());
  }

  private static Set<String> secretKeys(EntityMap parameters) {
    Set<String> keys = new HashSet<>();
    parameters.forEach(
        entity -> {
          ConfigurationChanged there = entity.payload(ConfigurationChanged.class);
          if (there.getSealed() != null) {
            keys.add(there.getKey());
          }
        });
    return keys;
  }
}
