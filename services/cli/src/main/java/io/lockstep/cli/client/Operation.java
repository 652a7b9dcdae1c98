package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One operation of a set of changes.
 *
 * @param op {@code set} or {@code unset}
 * @param value null for {@code unset}
 * @param secret true keeps the value sealed; null or false: as the parameter was
 * @param expectedRevision revision that the entity must be at; 0: it must not exist; null: any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Operation(
    String op, String key, String scope, String value, Boolean secret, Long expectedRevision) {
  /** Gives a parameter a value, whatever it had. */
  public static Operation set(String key, String scope, String value) {
    return new Operation("set", key, scope, value, null, null);
  }

  /** Takes a parameter's value away. */
  public static Operation unset(String key, String scope) {
    return new Operation("unset", key, scope, null, null, null);
  }

  /** Without the value: it may be a secret. */
  @Override
  public String toString() {
    return "Operation[" + op + " " + key + " in " + scope + "]";
  }
}
