package io.lockstep.simulation.mutation;

import net.bytebuddy.asm.Advice;

/** Nobody remembers that a command was decided. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class OutcomesForgotten implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.node.replay.Outcomes", "contains", Never.class);
  }

  /** Whether a command was decided. */
  public static final class Never {
    private Never() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean contains) {
      contains = false;
    }
  }
}
