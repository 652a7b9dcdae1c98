package io.lockstep.state.decide;

import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.state.decide.KnownParameter.Type;
import io.lockstep.state.decide.KnownParameter.Where;
import io.lockstep.state.image.Entity;
import io.lockstep.state.image.EntityKeys;
import java.util.Optional;
import java.util.function.Function;

/** What a value of a parameter that somebody knows has to be. */
final class ParameterRules {
  private ParameterRules() {}

  /** Why a scope may not have a value of its own; empty if it may. */
  static Optional<String> scopeProblem(KnownParameter known, String scope) {
    if (known.where() == Where.SHARED && !scope.equals(EntityKeys.SHARED)) {
      return Optional.of(
          "%s holds for the whole cluster: set it in scope shared, not in \"%s\""
              .formatted(known.key(), scope));
    }
    if (known.where() == Where.NODE && !scope.startsWith("node:")) {
      return Optional.of(
          "%s is each node's own: set it in scope node:ID, not in \"%s\""
              .formatted(known.key(), scope));
    }
    return Optional.empty();
  }

  /** What is wrong with a value, sealed or not; empty if nothing is. */
  static Optional<String> valueProblem(KnownParameter known, String value, Envelope sealed) {
    if (sealed != null) {
      return secrecyProblem(known);
    }
    if (known.secret()) {
      return Optional.of(
          "%s is secret and was sent in the clear: send it as a secret, lockstep config set %s"
                  .formatted(known.key(), known.key())
              + " --secret");
    }
    return known.problem(value);
  }

  private static Optional<String> secrecyProblem(KnownParameter known) {
    if (known.secret()
        || known.profile() != null && known.type() == Type.TEXT && known.pattern() == null) {
      return Optional.empty();
    }
    return Optional.of(
        known.profile() == null
            ? "%s cannot be secret: Lockstep reads it; set it to %s in the clear"
                .formatted(known.key(), known.bounds())
            : "%s cannot be secret: nobody could see that it is %s; set it in the clear"
                .formatted(known.key(), known.bounds()));
  }

  /** What is wrong with a value in a scope; empty if nothing is. */
  static Optional<String> problem(
      KnownParameter known, String scope, String value, Envelope sealed) {
    return scopeProblem(known, scope).or(() -> valueProblem(known, value, sealed));
  }

  /** Whether a value names a certificate that there is not. */
  static boolean lacksCertificate(
      KnownParameter known,
      ConfigurationChanged value,
      Function<String, Optional<Entity>> entities) {
    return known.type() == Type.ALIAS
        && value.getSealed() == null
        && entities.apply(EntityKeys.certificate(value.getValue())).isEmpty();
  }

  static String noCertificate(String key, String alias) {
    return "%s cannot be \"%s\": there is no such certificate; import it first"
        .formatted(key, Texts.shortened(alias));
  }
}
