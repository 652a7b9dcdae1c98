package io.lockstep.simulation.node;

import io.lockstep.log.append.Batch;
import io.lockstep.node.primary.AppendBatches;
import io.lockstep.node.trust.Macs;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Operation;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.simulation.broker.SimulatedTime;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.KnownParameters;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.state.replay.Replay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A cluster of three nodes as the log has it before a history begins; made once. */
public final class Founded {
  private static final Observations ALL_WELL =
      new Observations() {
        @Override
        public boolean alive(String node) {
          return true;
        }

        @Override
        public long lag(String node) {
          return 0;
        }

        @Override
        public JoinEvidence join(JoinNode join) {
          return new JoinEvidence(true, join.getToken(), 0);
        }
      };

  /** The nodes' ids. */
  public static final List<String> NODES = List.of("n1", "n2", "n3");

  private static final List<Batch> BATCHES = new Founded().batches;

  private final List<Batch> batches = new ArrayList<>();
  private final Macs macs = new Macs(Trust.of("n1"));
  private final JournalChain chain = JournalChain.start();
  private ClusterImage image = ClusterImage.EMPTY;

  private Founded() {
    long now = SimulatedTime.EPOCH_MILLIS - 60_000;
    append(Terms.found(Trust.CLUSTER, Optional.empty(), "founding", "simulation", now));
    append(Terms.first(image, member("n1"), "found-first", now));
    decide(new JoinNode(member("n2"), null, null, false, null), "n2");
    decide(new JoinNode(member("n3"), null, null, false, null), "n3");
    decide(
        SetConfiguration.newBuilder()
            .setKey(KnownParameters.CONNECTION_TIMEOUT.key())
            .setValue("2000")
            .build(),
        "n1");
  }

  /** What the log has, batch by batch. */
  public static List<Batch> batches() {
    return BATCHES;
  }

  private void decide(Object action, String origin) {
    Submission submission =
        Submission.newBuilder()
            .setId("setup-" + batches.size())
            .setActor("simulation")
            .setTime(Instant.ofEpochMilli(SimulatedTime.EPOCH_MILLIS))
            .setOperations(List.of(Operation.newBuilder().setAction(action).build()))
            .build();
    Command command =
        Command.newBuilder()
            .setCluster(Trust.CLUSTER)
            .setOrigin(origin)
            .setSubmissions(List.of(submission))
            .build();
    append(
        new Decider(ALL_WELL)
            .decide(
                image,
                new Term(1, "n1", SimulatedTime.EPOCH_MILLIS - 60_000),
                List.of(command),
                id -> false)
            .events());
  }

  private void append(List<Event> events) {
    List<Event> signed = events.stream().map(macs::sign).toList();
    batches.add(AppendBatches.of(chain, signed));
    image = Replay.apply(image, signed);
  }

  /** A node as it presents itself. */
  public static Member member(String id) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id + ".example")
        .setUrl("https://" + id + ".example:8101")
        .setAdminUrl("https://" + id + ".example:444")
        .setSite(null)
        .setSoftwareVersion("0.1.0")
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setState(MemberState.ACTIVE)
        .build();
  }
}
