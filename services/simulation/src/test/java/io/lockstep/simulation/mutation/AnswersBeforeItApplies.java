package io.lockstep.simulation.mutation;

import io.lockstep.node.replay.Outcomes;
import io.lockstep.schema.Outcome;
import java.util.concurrent.CompletableFuture;
import net.bytebuddy.asm.Advice;

/** A node answers with an outcome before it has applied what was accepted. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class AnswersBeforeItApplies implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.node.replay.ReplayService", "awaitOutcome", Early.class);
  }

  /** What its callers wait for. */
  public static final class Early {
    private Early() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("outcomes") Outcomes outcomes,
        @Advice.Argument(0) String id,
        @Advice.Return(readOnly = false) CompletableFuture<Outcome> answer) {
      answer = outcomes.await(id);
    }
  }
}
