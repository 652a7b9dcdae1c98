package io.lockstep.log.topic;

/**
 * A right at the brokers that is missing, or that is more than Lockstep needs.
 *
 * @param kind whether it is missing or too much
 * @param principal who has it or lacks it, as Kafka names it
 * @param operation the operation, by Kafka's name; "not WRITE" for an entry that forbids it
 * @param resource on what, such as "topic lockstep.east.events"
 * @param correctable whether {@link AclProvisioner#provision()} sets it right: it leaves alone what
 *     concerns more than this cluster
 */
public record AclProblem(
    Kind kind, String principal, String operation, String resource, boolean correctable) {
  /** What is wrong. */
  public enum Kind {
    /** A client cannot do its work. */
    MISSING,
    /** A client can do more than its work. */
    SURPLUS
  }

  /** The problem in one line. */
  public String message() {
    return switch (kind) {
      case MISSING -> principal + " lacks " + operation + " on " + resource;
      case SURPLUS ->
          principal
              + " has "
              + operation
              + " on "
              + resource
              + ", which is too much"
              + (correctable
                  ? ""
                  : "; it concerns more than this cluster, so remove it with kafka-acls");
    };
  }
}
