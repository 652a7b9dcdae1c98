package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A token that was just made.
 *
 * @param id what the cluster knows it by
 * @param value what its user presents; shown this once
 * @param expires ISO 8601, UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IssuedToken(String id, String value, String expires) {
  /** Without the value. */
  @Override
  public String toString() {
    return "IssuedToken[" + id + "]";
  }
}
