package io.lockstep.simulation.mutation;

import io.lockstep.schema.Operation;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.simulation.check.Truth;
import io.lockstep.state.image.ClusterImage;
import net.bytebuddy.asm.Advice;

/** An expected revision is compared with the image as it was before the batch. */
public final class ComparesWithOldImage implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.decide.Decider", "decide", Remember.class)
        .and("io.lockstep.state.decide.SubmissionDecider", "expect", Compare.class);
  }

  private static final ThreadLocal<ClusterImage> OLD = new ThreadLocal<>();

  /** The image that the batch began with. */
  public static final class Remember {
    private Remember() {}

    @Advice.OnMethodEnter
    static void enter(@Advice.Argument(0) ClusterImage image) {
      ComparesWithOldImage.remember(image);
    }
  }

  /** The comparison; passed over where the old image agrees. */
  public static final class Compare {
    private Compare() {}

    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
    static boolean enter(@Advice.Argument(0) Operation operation) {
      return ComparesWithOldImage.agrees(operation);
    }
  }

  /** Called from the decider. */
  public static void remember(ClusterImage image) {
    OLD.set(image);
  }

  /** Called from the decider. */
  public static boolean agrees(Operation operation) {
    Long expected = operation.getExpectedRevision();
    return expected != null
        && operation.getAction() instanceof SetConfiguration set
        && Truth.revision(OLD.get(), set.getKey()) == expected;
  }
}
