package io.lockstep.cli.client;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Which token is wanted.
 *
 * @param kind {@code join} or {@code session}
 * @param node the node that alone may join with it; null for any
 * @param subject whose session it is; null for a join
 * @param role what the session may do; null for a join
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TokenRequest(
    String kind, String node, String subject, String role, long lifeSeconds) {
  /** A token that lets a node join once. */
  public static TokenRequest join(String node, long lifeSeconds) {
    return new TokenRequest("join", node, null, null, lifeSeconds);
  }

  /** A token that lets a subject ask. */
  public static TokenRequest session(String subject, String role, long lifeSeconds) {
    return new TokenRequest("session", null, subject, role, lifeSeconds);
  }
}
