package io.lockstep.node.command;

import io.lockstep.schema.Operation;
import io.lockstep.schema.Submission;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Makes submissions. */
public final class Submissions {
  private Submissions() {}

  /** A submission of the node itself. */
  public static Submission own(String actor, Object action) {
    return of(UUID.randomUUID().toString(), actor, null, List.of(operation(action, null)));
  }

  /** A submission. */
  public static Submission of(String id, String actor, String address, List<Operation> operations) {
    return Submission.newBuilder()
        .setId(id)
        .setActor(actor)
        .setAddress(address)
        .setTime(Instant.now())
        .setOperations(operations)
        .build();
  }

  /** One step, with the revision that its entity must have, 0 for none, null for any. */
  public static Operation operation(Object action, Long expectedRevision) {
    return Operation.newBuilder().setAction(action).setExpectedRevision(expectedRevision).build();
  }
}
