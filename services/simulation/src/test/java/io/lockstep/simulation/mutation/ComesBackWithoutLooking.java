package io.lockstep.simulation.mutation;

import io.lockstep.node.replay.ReplayService;
import io.lockstep.schema.Event;
import io.lockstep.state.image.ClusterImage;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** A primary that comes back does not look whether another one took over. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class ComesBackWithoutLooking implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.node.primary.PrimaryDuty", "requireStillMine", Nothing.class)
        .and("io.lockstep.node.primary.PrimaryTerm", "requireRole", Image.class)
        .and("io.lockstep.state.decide.Decider", "holds", Yes.class);
  }

  /** The events with which its term begins. */
  public static final class Nothing {
    private Nothing() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) List<Event> events) {
      events = List.of();
    }
  }

  /** The image that it decides on. */
  public static final class Image {
    private Image() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @Advice.OnMethodExit
    static void exit(
        @Advice.FieldValue("replay") ReplayService replay,
        @Advice.Return(readOnly = false) ClusterImage image) {
      image = replay.image();
    }
  }

  /** Whether the term goes on. */
  public static final class Yes {
    private Yes() {}

    @Advice.OnMethodExit
    static void exit(@Advice.Return(readOnly = false) boolean holds) {
      holds = true;
    }
  }
}
