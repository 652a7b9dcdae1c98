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

  private static final Pattern KEY = Pattern.compile("[^\\s\\p{Cntrl}/]{1,255}");

  private ConfigurationDecider() {}

  /** The view is asked for only where a scope needs it: making one for each of many is dear. */
  static List<Object> set(
      ChangeBuilder change,
      Supplier<ClusterImage> view,
      SetConfiguration set,
      ProfilesInForce inForce,
      ProfileParameters profiles) {
    String entity = requireKey(set.getKey(), set.getScope());
    requireRole(set.getKey());
    Texts.require(entity, "the value of " + set.getKey(), set.getValue(), MAX_VALUE_BYTES);
    requireSecrecy(change, entity, set);
    Scopes.require(view, entity, set.getScope());
    ConfigurationChanged changed =
        new ConfigurationChanged(set.getKey(), set.getScope(), set.getValue(), set.getSealed());
    inForce.known(set.getKey()).forEach(known -> requireKnown(change, entity, changed, known));
    ProfileNames.of(set.getKey())
        .ifPresent(name -> ProfileDecider.requireText(profiles, entity, name, set.getValue()));
    return List.of(changed);
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

  private static void requireKnown(
      ChangeBuilder change, String entity, ConfigurationChanged value, KnownParameter known) {
    ParameterRules.scopeProblem(known, value.getScope())
        .ifPresent(
            problem -> {
              throw new RefusedException(Codes.SCOPE_NOT_ALLOWED, entity, problem);
            });
    ParameterRules.valueProblem(known, value.getValue(), value.getSealed())
        .ifPresent(
            problem -> {
              throw invalid(entity, problem);
            });
    if (ParameterRules.lacksCertificate(known, value, change::entity)) {
      throw invalid(entity, ParameterRules.noCertificate(value.getKey(), value.getValue()));
    }
  }

  /** What is secret stays so until its value is taken away, and is never in the clear beside. */
  private static void requireSecrecy(ChangeBuilder change, String entity, SetConfiguration set) {
    if (set.getSealed() == null) {
      boolean secret =
          change
              .entity(entity)
              .filter(there -> there.payload(ConfigurationChanged.class).getSealed() != null)
              .isPresent();
      if (secret) {
        throw new RefusedException(
            Codes.SECRET_VALUE,
            entity,
            "%s is secret in scope \"%s\" and was sent in the clear; send it as a secret, or take"
                    .formatted(set.getKey(), Texts.shortened(set.getScope()))
                + " its value away first");
      }
      return;
    }
    if (!set.getValue().isEmpty()) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "%s has a sealed value and one in the clear; send the sealed one alone"
              .formatted(set.getKey()));
    }
    SealedValues.require(change, entity, set.getKey(), set.getSealed(), MAX_VALUE_BYTES);
  }

  private static RefusedException invalid(String entity, String message) {
    return new RefusedException(Codes.INVALID_VALUE, entity, message);
  }

  private static void requireRole(String key) {
    if (key.equals(KnownParameters.MINIMUM_HOLDERS)) {
      throw new RefusedException(
          Codes.INVALID_KEY, null, "\"%s\" names no role; append one to it".formatted(key));
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
