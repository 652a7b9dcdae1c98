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
    return Command.newBuilder()
        .setCluster(cluster)
        .setOrigin(self)
        .setSubmissions(
            List.of(
                Submission.newBuilder()
                    .setId("promote-" + UUID.randomUUID())
                    .setActor(ACTOR)
                    .setTime(Instant.now())
                    .setOperations(
                        List.of(
                            Operation.newBuilder()
                                .setAction(new PromoteNode(target, reason))
                                .build()))
                    .build()))
        .build();
  }
}
