package io.lockstep.simulation.mutation;

import net.bytebuddy.asm.Advice;

/** A node applies each event as if it were a whole change. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class AppliesHalfAChange implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.replay.Change", "ends", Always.class);
  }

  /** Whether an event is the last of its change. */
  public static final class Always {
    private Always() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean ends) {
      ends = true;
    }
  }
}
