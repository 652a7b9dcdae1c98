package io.lockstep.simulation.mutation;

import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.Entity;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** The newest event is forgotten, and its revision with it. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class NewestRemovalForgotten implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.replay.Replay", "forgettable", All.class);
  }

  /** Which removals may be forgotten. */
  public static final class All {
    private All() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(0) ClusterImage image,
        @Advice.Argument(1) long passed,
        @Advice.Return(readOnly = false) List<String> forgettable) {
      forgettable = NewestRemovalForgotten.all(image, passed);
    }
  }

  /** Called from the replay. */
  public static List<String> all(ClusterImage image, long passed) {
    return image.removals().sorted().stream()
        .filter(removal -> removal.revision() <= passed)
        .map(Entity::key)
        .toList();
  }
}
