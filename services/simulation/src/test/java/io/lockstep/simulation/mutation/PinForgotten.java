package io.lockstep.simulation.mutation;

import net.bytebuddy.asm.Advice;

/** A primary that was promoted by hand hands its role back as any other. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class PinForgotten implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.image.PromotionImage", "pinned", Never.class);
  }

  /** Whether the primary keeps its role. */
  public static final class Never {
    private Never() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean pinned) {
      pinned = false;
    }
  }
}
