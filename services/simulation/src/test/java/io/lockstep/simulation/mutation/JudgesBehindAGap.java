package io.lockstep.simulation.mutation;

import io.lockstep.state.replay.DigestVerifier.Verdict;
import net.bytebuddy.asm.Advice;

/** A node takes what compaction left out for a wrong image. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class JudgesBehindAGap implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.replay.DigestVerifier", "check", Impatient.class);
  }

  /** What it says of an image that may still turn out right. */
  public static final class Impatient {
    private Impatient() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) Verdict verdict) {
      if (verdict == Verdict.UNSETTLED) {
        verdict = Verdict.DIVERGED;
      }
    }
  }
}
