package io.lockstep.simulation.mutation;

import io.lockstep.state.replay.DigestVerifier.Verdict;
import net.bytebuddy.asm.Advice;

/** A node never finds its image wrong. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class DigestSkipped implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.replay.DigestVerifier", "check", Verified.class)
        .and("io.lockstep.state.replay.DigestVerifier", "checkAtEnd", Verified.class)
        .and("io.lockstep.state.replay.DigestVerifier", "isUnsettled", Never.class);
  }

  @Override
  public boolean damages() {
    return true; // so that there is something to find
  }

  /** What it says of every image. */
  public static final class Verified {
    private Verified() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Verdict verdict) {
      verdict = Verdict.VERIFIED;
    }
  }

  /** Whether it waits for more. */
  public static final class Never {
    private Never() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean unsettled) {
      unsettled = false;
    }
  }
}
