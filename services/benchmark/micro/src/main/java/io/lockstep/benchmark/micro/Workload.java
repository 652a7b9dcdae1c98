package io.lockstep.benchmark.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Operation;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What the hot code is fed with: a cluster with a primary, and changes of parameters that have the
 * names and values which {@code lockstep bench set} gives them. Pure, and the same in each run.
 */
final class Workload {
  static final String CLUSTER = "bench";
  static final String PRIMARY = "n1";
  static final Term TERM = new Term(1, PRIMARY, 1_800_000_000_000L);

  private static final int KEY_BYTES = 44;
  private static final int LARGEST_SET = 10_000;

  private Workload() {}

  /** A cluster of one node, which is its primary. */
  static ClusterImage founded() {
    ClusterImage image =
        Replay.apply(
            ClusterImage.EMPTY,
            List.copyOf(
                Terms.found(CLUSTER, Optional.of(PRIMARY), "founding", "bench", TERM.now())));
    return Replay.apply(image, List.copyOf(Terms.first(image, member(), "first term", TERM.now())));
  }

  private static Member member() {
    String host = PRIMARY + ".bench.example";
    return Member.newBuilder()
        .setId(PRIMARY)
        .setHost(host)
        .setUrl("https://" + host + ":8101")
        .setAdminUrl("https://" + host + ":444")
        .setRoles(List.of())
        .setSoftwareVersion("0.1.0")
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setState(MemberState.ACTIVE)
        .setPublicKey(ByteBuffer.allocate(KEY_BYTES))
        .setSealingKey(ByteBuffer.allocate(KEY_BYTES))
        .build();
  }

  /** Changes of parameters, from a number on, as one set. */
  static Command oneSet(int first, int changes, int round) {
    return command(
        List.of(
            submission(
                "set from " + first,
                round,
                IntStream.range(first, first + changes).mapToObj(i -> change(i, round)).toList())));
  }

  /** The same, each change a request of its own, as they come from many clients. */
  static Command oneByOne(int changes, int round) {
    return command(
        IntStream.range(0, changes)
            .mapToObj(i -> submission("client " + i, round, List.of(change(i, round))))
            .toList());
  }

  private static Command command(List<Submission> submissions) {
    return Command.newBuilder()
        .setCluster(CLUSTER)
        .setOrigin(PRIMARY)
        .setSubmissions(submissions)
        .build();
  }

  private static Submission submission(String what, int round, List<Operation> operations) {
    return Submission.newBuilder()
        .setId(UUID.nameUUIDFromBytes((what + " " + round).getBytes(UTF_8)).toString())
        .setActor("bench")
        .setAddress("127.0.0.1")
        .setTime(Instant.ofEpochMilli(TERM.now()))
        .setOperations(operations)
        .build();
  }

  private static Operation change(int number, int round) {
    SetConfiguration set =
        SetConfiguration.newBuilder()
            .setKey("bench.key-%07d".formatted(number))
            .setScope("shared")
            .setValue("value " + number + " of round " + round)
            .build();
    return Operation.newBuilder().setAction(set).build();
  }

  /** What the primary makes of a command; all of it has to be accepted. */
  static Decision decide(Decider decider, ClusterImage image, Command command) {
    Decision decision = decider.decide(image, TERM, List.of(command), id -> false);
    decision.outcomes().stream()
        .filter(outcome -> outcome.getRefusal() != null)
        .findFirst()
        .ifPresent(
            outcome -> {
              throw new IllegalStateException(
                  "a change was refused: " + outcome.getRefusal().getMessage());
            });
    return decision;
  }

  /** One that knows nothing of other nodes, which changes of parameters do not ask for. */
  static Decider decider() {
    return new Decider(new NoOthers());
  }

  /** What the primary makes of so many changes, in sets of 10,000 at most. */
  static Decision sets(ClusterImage image, int changes, int round) {
    Decider decider = decider();
    List<Event> events = new ArrayList<>(changes);
    ClusterImage after = image;
    for (int first = 0; first < changes; first += LARGEST_SET) {
      Command set = oneSet(first, Math.min(LARGEST_SET, changes - first), round);
      Decision decision = decide(decider, after, set);
      events.addAll(decision.events());
      after = decision.image();
    }
    return new Decision(events, List.of(), after, 1, false);
  }

  private static final class NoOthers implements Observations {
    @Override
    public boolean alive(String node) {
      return false;
    }

    @Override
    public long lag(String node) {
      return Long.MAX_VALUE;
    }

    @Override
    public JoinEvidence join(JoinNode join) {
      return JoinEvidence.NONE;
    }
  }
}
