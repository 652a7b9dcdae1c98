package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One operation of a set of changes.
 *
 * @param op {@code set} or {@code unset}
 * @param value null for {@code unset}
 * @param expectedRevision revision that the entity must be at; 0: it must not exist; null: any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Operation(String op, String key, String scope, String value, Long expectedRevision) {
  /** Gives a parameter a value, whatever it had. */
  public static Operation set(String key, String scope, String value) {
    return new Operation("set", key, scope, value, null);
  }

  /** Takes a parameter's value away. */
  public static Operation unset(String key, String scope) {
    return new Operation("unset", key, scope, null, null);
  }
}
