package io.lockstep.cli.client;

/**
 * One value of a parameter in one scope.
 *
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
    long revision,
    String changeId,
    String actor,
    String origin,
    String time) {
  /** An empty value may be left out of a document. */
  public ConfigurationItem {
    value = value == null ? "" : value;
  }
}
