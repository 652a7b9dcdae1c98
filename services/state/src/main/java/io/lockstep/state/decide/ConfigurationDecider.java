package io.lockstep.state.decide;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.regex.Pattern;

/** Decides changes of configuration parameters. */
final class ConfigurationDecider {
  /** Longest value, in UTF-8 bytes. */
  static final int MAX_VALUE_BYTES = 256 * 1024;

  private static final Pattern KEY = Pattern.compile("[^\\s\\p{Cntrl}/]{1,255}");

  private ConfigurationDecider() {}

  static List<Object> set(ClusterImage image, SetConfiguration set) {
    String entity = requireKey(set.getKey(), set.getScope());
    Texts.require(entity, "the value of " + set.getKey(), set.getValue(), MAX_VALUE_BYTES);
    Scopes.require(image, entity, set.getScope());
    KnownParameters.get(set.getKey())
        .ifPresent(
            known -> {
              if (known.sharedOnly() && !set.getScope().equals(EntityKeys.SHARED)) {
                throw new RefusedException(
                    Codes.SCOPE_NOT_ALLOWED,
                    entity,
                    "%s holds for the whole cluster: its scope is shared, not \"%s\""
                        .formatted(set.getKey(), set.getScope()));
              }
              known
                  .problem(set.getValue())
                  .ifPresent(
                      problem -> {
                        throw new RefusedException(Codes.INVALID_VALUE, entity, problem);
                      });
            });
    return List.of(
        ConfigurationChanged.newBuilder()
            .setKey(set.getKey())
            .setScope(set.getScope())
            .setValue(set.getValue())
            .setSealed(set.getSealed())
            .build());
  }

  static List<Object> remove(ChangeBuilder change, RemoveConfiguration remove) {
    String entity = requireKey(remove.getKey(), remove.getScope());
    if (change.entity(entity).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "%s has no value in scope %s, so there is none to take away"
              .formatted(remove.getKey(), remove.getScope()));
    }
    return List.of(new ConfigurationRemoved(remove.getKey(), remove.getScope()));
  }

  private static String requireKey(String key, String scope) {
    if (!KEY.matcher(key).matches() || key.contains("@site:") || key.contains("@node:")) {
      throw new RefusedException(
          Codes.INVALID_KEY,
          null,
          "\"%s\" cannot name a parameter: a name has 1 to 255 characters without spaces, '/',"
                  .formatted(Texts.shortened(key))
              + " \"@site:\" and \"@node:\"");
    }
    Texts.requireUnicode(null, "the name of a parameter", key);
    return EntityKeys.configuration(key, scope);
  }
}
