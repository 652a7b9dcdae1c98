package io.lockstep.node.http;

import io.lockstep.node.NodeService;
import io.lockstep.node.certificate.KeyStorePassword;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.decide.KnownParameter;
import io.lockstep.state.decide.ProfilesInForce;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Digest;
import io.lockstep.state.image.EntityKeys;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Seals what must not stand in the log in the clear, before a command is made of it. */
@Singleton
final class SecretValues {
  private final NodeService node;
  private volatile Seen seen;

  /** The profiles of an image: a set of changes asks for them with each. */
  private record Seen(Digest digest, ProfilesInForce inForce) {}

  SecretValues(NodeService node) {
    this.node = node;
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
    if (!secret
        && !key.equals(KeyStorePassword.PARAMETER)
        && !isSecret(node.replay().image(), key)) {
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
      return node.trust().seal(clear, entity);
    } finally {
      Arrays.fill(clear, (byte) 0);
    }
  }

  /** Before it stands in the log, where the primary would refuse it. */
  private boolean isSecretByProfile(String key) {
    ClusterImage image = node.replay().image();
    Seen last = seen;
    if (last == null || !last.digest().equals(image.digest())) {
      last = new Seen(image.digest(), ProfilesInForce.of(image, node.profiles()));
      seen = last;
    }
    return last.inForce().known(key).stream().anyMatch(KnownParameter::secret);
  }

  private static boolean isSecret(ClusterImage image, String key) {
    return image.configuration().all().stream()
        .map(entity -> entity.payload(ConfigurationChanged.class))
        .anyMatch(there -> there.getKey().equals(key) && there.getSealed() != null);
  }
}
