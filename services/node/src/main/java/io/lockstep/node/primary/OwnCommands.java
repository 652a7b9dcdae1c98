package io.lockstep.node.primary;

import io.lockstep.schema.Command;
import io.lockstep.schema.Operation;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.Submission;
import java.time.Instant;
import java.util.List;

/** Commands that the primary gives itself. */
final class OwnCommands {
  private static final String ACTOR = "lockstep";

  private final Surroundings around;

  OwnCommands(Surroundings around) {
    this.around = around;
  }

  Command promote(String cluster, String self, String target, PromotionReason reason) {
    return of(
        cluster,
        self,
        "promote-",
        List.of(Operation.newBuilder().setAction(new PromoteNode(target, reason)).build()));
  }

  /** Steps of a rotation of the secret. */
  Command rotation(String cluster, String self, List<Operation> steps) {
    return of(cluster, self, "rotation-", steps);
  }

  private Command of(String cluster, String self, String prefix, List<Operation> steps) {
    return Command.newBuilder()
        .setCluster(cluster)
        .setOrigin(self)
        .setSubmissions(
            List.of(
                Submission.newBuilder()
                    .setId(prefix + around.newId())
                    .setActor(ACTOR)
                    .setTime(Instant.ofEpochMilli(around.wallMillis()))
                    .setOperations(steps)
                    .build()))
        .build();
  }
}
