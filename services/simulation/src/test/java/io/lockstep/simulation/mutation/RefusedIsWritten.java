package io.lockstep.simulation.mutation;

import io.lockstep.schema.Command;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.Term;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;

/** The event of a request that is refused is written all the same. */
@SuppressWarnings("UnusedVariable") // what an advice assigns is what the method returns
public final class RefusedIsWritten implements Mutation {
  @Override
  public Rewriting install() {
    return Rewriting.of("io.lockstep.state.decide.Decider", "decide", Keep.class);
  }

  /** What becomes of commands. */
  public static final class Keep {
    private Keep() {}

    @Advice.OnMethodExit
    static void exit(
        @Advice.Argument(1) Term term,
        @Advice.Argument(2) List<Command> commands,
        @Advice.Return(readOnly = false) Decision decision) {
      decision = RefusedIsWritten.with(decision, term, commands);
    }
  }

  /** Called from the decider: the decision with the event of the last command, if refused. */
  public static Decision with(Decision decision, Term term, List<Command> commands) {
    if (decision.outcomes().isEmpty() || decision.termEnds()) {
      return decision;
    }
    Outcome last = decision.outcomes().get(decision.outcomes().size() - 1);
    for (Command command : commands) {
      for (Submission submission : command.getSubmissions()) {
        Object action = submission.getOperations().get(0).getAction();
        if (last.getRefusal() != null
            && submission.getId().equals(last.getCommandId())
            && action instanceof SetConfiguration set) {
          return new Decision(
              List.copyOf(
                  Stream.concat(
                          decision.events().stream(),
                          Stream.of(event(decision.image(), term, submission.getId(), set)))
                      .toList()),
              decision.outcomes(),
              Replay.apply(
                  decision.image(),
                  List.of(event(decision.image(), term, submission.getId(), set))),
              decision.consumed(),
              false);
        }
      }
    }
    return decision;
  }

  private static Event event(ClusterImage image, Term term, String id, SetConfiguration set) {
    Event event =
        Event.newBuilder()
            .setCluster(image.cluster())
            .setRevision(image.revision() + 1)
            .setEpoch(term.epoch())
            .setChangeId(id)
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.ofEpochMilli(term.now()))
            .setOrigin(term.node())
            .setActor("client")
            .setFormatLevel(image.formatLevel())
            .setPayload(
                ConfigurationChanged.newBuilder()
                    .setKey(set.getKey())
                    .setScope(set.getScope())
                    .setValue(set.getValue())
                    .build())
            .build();
    ClusterImage after = Replay.apply(image, List.of(event));
    event.setDigest(ByteBuffer.wrap(after.digest().bytes()));
    return event;
  }
}
