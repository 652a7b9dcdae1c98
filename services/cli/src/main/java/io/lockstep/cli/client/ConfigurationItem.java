package io.lockstep.cli.client;

/**
 * One value of a parameter in one scope.
 *
 * @param value null if it is a secret
 * @param secret whether the cluster keeps it sealed
 * @param revision of the event that gave it the value
 * @param changeId of the change that the event belongs to
 * @param actor who asked for it
 * @param origin the node that took the request
 * @param time when it was accepted, ISO 8601, UTC
 */
public record ConfigurationItem(
    String key,
    String scope,
    String value,
    boolean secret,
    long revision,
    String changeId,
    String actor,
    String origin,
    String time) {
  /** What stands for a value that no node shows. */
  public static final String SECRET = "(secret)";

  /** An empty value may be left out of a document. */
  public ConfigurationItem {
    value = secret ? null : value == null ? "" : value;
  }

  /** The value, or what stands for it. */
  public String shown() {
    return secret ? SECRET : value;
  }
}
