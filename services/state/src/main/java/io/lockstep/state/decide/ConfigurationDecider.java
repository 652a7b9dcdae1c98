package io.lockstep.state.decide;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Decides changes of configuration parameters. */
final class ConfigurationDecider {
  /** Longest value, in UTF-8 bytes. */
  static final int MAX_VALUE_BYTES = 256 * 1024;

  /** A value and its authentication tag. */
  private static final int MAX_SEALED_BYTES = MAX_VALUE_BYTES + 16;

  private static final Pattern KEY = Pattern.compile("[^\\s\\p{Cntrl}/]{1,255}");

  private ConfigurationDecider() {}

  /** The view is asked for only where a scope needs it: making one for each of many is dear. */
  static List<Object> set(Supplier<ClusterImage> view, SetConfiguration set) {
    String entity = requireKey(set.getKey(), set.getScope());
    Texts.require(entity, "the value of " + set.getKey(), set.getValue(), MAX_VALUE_BYTES);
    requireSealedOnce(entity, set);
    Scopes.require(view, entity, set.getScope());
    KnownParameters.get(set.getKey())
        .ifPresent(
            known -> {
              if (known.sharedOnly() && !set.getScope().equals(EntityKeys.SHARED)) {
                throw new RefusedException(
                    Codes.SCOPE_NOT_ALLOWED,
                    entity,
                    "%s holds for the whole cluster: set it in scope shared, not in \"%s\""
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
          "%s has no value in scope \"%s\", so there is none to take away; lockstep config list"
                  .formatted(remove.getKey(), Texts.shortened(remove.getScope()))
              + " names those that have one");
    }
    return List.of(new ConfigurationRemoved(remove.getKey(), remove.getScope()));
  }

  private static void requireSealedOnce(String entity, SetConfiguration set) {
    if (set.getSealed() == null) {
      return;
    }
    if (!set.getValue().isEmpty()) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "%s has a sealed value and one in the clear; send the sealed one alone"
              .formatted(set.getKey()));
    }
    int length = set.getSealed().getCiphertext().remaining();
    if (length > MAX_SEALED_BYTES) {
      throw new RefusedException(
          Codes.VALUE_TOO_LARGE,
          entity,
          "the sealed value of %s has %d bytes, at most %d are allowed"
                  .formatted(set.getKey(), length, MAX_SEALED_BYTES)
              + "; keep large texts as managed content");
    }
  }

  private static String requireKey(String key, String scope) {
    Texts.requireUnicode(null, "the name of a parameter", key);
    if (!KEY.matcher(key).matches() || key.contains("@site:") || key.contains("@node:")) {
      throw new RefusedException(
          Codes.INVALID_KEY,
          null,
          "\"%s\" cannot name a parameter: a name has 1 to 255 characters without spaces, '/',"
                  .formatted(Texts.shortened(key))
              + " \"@site:\" and \"@node:\"; rename it");
    }
    return EntityKeys.configuration(key, Texts.shortened(scope));
  }
}
