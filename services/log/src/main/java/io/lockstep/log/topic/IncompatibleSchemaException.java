package io.lockstep.log.topic;

/** The registry refuses a schema: readers or writers of an earlier version would fail with it. */
public class IncompatibleSchemaException extends RuntimeException {
  /** Names the topic and the registry's reason. */
  public IncompatibleSchemaException(String topic, String reason, Throwable cause) {
    super(
        "The registry refuses this version's schema of topic "
            + topic
            + " under the rule FULL_TRANSITIVE: "
            + reason
            + ". Use a version of Lockstep that fits the versions already registered",
        cause);
  }
}
