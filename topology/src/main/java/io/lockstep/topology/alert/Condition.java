package io.lockstep.topology.alert;

/**
 * Something that is wrong now.
 *
 * @param subject what it is about; empty for the cluster
 * @param node the node that it is about; null for none
 * @param cause what is wrong
 */
public record Condition(AlertKind kind, String subject, String node, String cause) {
  /** What makes it the same condition as another: kind and subject. */
  public String key() {
    return subject.isEmpty() ? kind.code() : kind.code() + "/" + subject;
  }
}
