package io.lockstep.node.primary;

import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.Submission;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Commands that the primary gives itself. */
final class OwnCommands {
  private static final String ACTOR = "lockstep";

  private OwnCommands() {}

  static Command promote(String cluster, String self, String target, PromotionReason reason) {
    return of(
        cluster,
        self,
        "promote-",
        List.of(Operation.newBuilder().setAction(new PromoteNode(target, reason)).build()));
  }

  /** Steps of a rotation of the secret. */
  static Command rotation(String cluster, String self, List<Operation> steps) {
    return of(cluster, self, "rotation-", steps);
  }

  private static Command of(String cluster, String self, String prefix, List<Operation> steps) {
    return Command.newBuilder()
        .setCluster(cluster)
        .setOrigin(self)
        .setSubmissions(
            List.of(
                Submission.newBuilder()
                    .setId(prefix + UUID.randomUUID())
                    .setActor(ACTOR)
                    .setTime(Instant.now())
                    .setOperations(steps)
                    .build()))
        .build();
  }
}
