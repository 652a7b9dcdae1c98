package io.lockstep.simulation.mutation;

import java.util.Optional;
import net.bytebuddy.asm.Advice;

/** A snapshot is used however old it is. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class OldSnapshotIsUsed implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.node.snapshot.SnapshotChoice", "problem", None.class);
  }

  @Override
  public boolean leaps() {
    return true;
  }

  /** What speaks against a snapshot. */
  public static final class None {
    private None() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Optional<String> problem) {
      problem = Optional.empty();
    }
  }
}
