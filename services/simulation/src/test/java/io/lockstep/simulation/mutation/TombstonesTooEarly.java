package io.lockstep.simulation.mutation;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** A removal is forgotten before every member has applied it. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class TombstonesTooEarly implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.node.primary.Tombstones", "due", All.class);
  }

  @Override
  public boolean leaps() {
    return true;
  }

  /** Which removals may be forgotten. */
  public static final class All {
    private All() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) ClusterImage image, @Advice.Return(readOnly = false) List<String> due) {
      due = Replay.forgettable(image, Long.MAX_VALUE);
    }
  }
}
