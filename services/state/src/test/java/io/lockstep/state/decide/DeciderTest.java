package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.command;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Barrier;
import io.lockstep.schema.Command;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveNode;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void eventsCarryWhoAskedWhereAndInWhichTerm() {
    Decision decision = cluster.decide(command("n2", submission("c", set("a", "1"))));

    Event event = decision.events().get(0);
    assertThat(event.getCluster()).isEqualTo("blue");
    assertThat(event.getRevision()).isEqualTo(cluster.image().revision() + 1);
    assertThat(event.getEpoch()).isEqualTo(1);
    assertThat(event.getChangeId()).isEqualTo("c");
    assertThat(event.getOrigin()).isEqualTo("n2");
    assertThat(event.getActor()).isEqualTo("alice");
    assertThat(event.getTime()).isEqualTo(Instant.ofEpochMilli(1_000));
    assertThat(Replay.apply(cluster.image(), decision.events())).isEqualTo(decision.image());
  }

  @Test
  void anOutcomeNamesTheRevisionsOfItsChange() {
    long revision = cluster.image().revision();

    Decision decision =
        cluster.decide(
            command(
                "n2",
                submission("two", set("a", "1"), set("b", "1")),
                submission("none", new Barrier("")),
                submission("bad", set("a b", "1"))));

    assertThat(decision.outcomes())
        .extracting(Outcome::getCommandId)
        .containsExactly("two", "none", "bad");
    assertThat(decision.outcomes())
        .extracting(Outcome::getFirstRevision)
        .containsExactly(revision + 1, 0L, 0L);
    assertThat(decision.outcomes()).extracting(Outcome::getRevision).containsOnly(revision + 2);
    assertThat(decision.outcomes())
        .extracting(Outcome::getResult)
        .containsExactly(OutcomeResult.ACCEPTED, OutcomeResult.ACCEPTED, OutcomeResult.REFUSED);
    assertThat(decision.outcomes()).extracting(Outcome::getOrigin).containsOnly("n2");
    assertThat(decision.consumed()).isEqualTo(1);
    assertThat(decision.termEnds()).isFalse();
  }

  @Test
  void aRefusedSubmissionDoesNotTakeTheOthersAlong() {
    Decision decision =
        cluster.decide(
            command(
                "n1",
                submission("a", set("a", "1")),
                submission("b", set("b", "1"), set("Cluster.mode", "on")),
                submission("c", set("c", "1"))));

    assertThat(decision.events()).extracting(Event::getChangeId).containsExactly("a", "c");
    assertThat(decision.image().configuration().get("b", "shared")).isEmpty();
  }

  @Test
  void theSameIdTwiceInABatchGivesOneOutcome() {
    Decision decision =
        cluster.decide(
            command("n1", submission("a", set("a", "1")), submission("a", set("a", "2"))),
            command("n2", submission("a", set("a", "3")), submission("b", set("a", "4"))),
            command("n2", submission("bad", set("a b", "3"))),
            command("n2", submission("bad", set("ab", "3"))));

    assertThat(decision.outcomes())
        .extracting(Outcome::getCommandId)
        .containsExactly("a", "b", "bad");
    assertThat(decision.events()).hasSize(2);
    assertThat(decision.consumed()).isEqualTo(4);
  }

  @Test
  void anIdThatHasAnOutcomeIsPassedOver() {
    cluster.decided.add("a");

    Decision decision = cluster.decide(command("n1", submission("a", set("a", "1"))));

    assertThat(decision.outcomes()).isEmpty();
    assertThat(decision.events()).isEmpty();
    assertThat(decision.consumed()).isEqualTo(1);
  }

  @Test
  void nothingToDecideChangesNothing() {
    Decision decision = cluster.decide();

    assertThat(decision.image()).isEqualTo(cluster.image());
    assertThat(decision.consumed()).isZero();
    assertThat(decision.termEnds()).isFalse();
  }

  @Test
  void anotherClustersCommandIsRefused() {
    Command other = command("n1", submission("a", set("a", "1")));
    other.setCluster("green");

    Refusal refusal = cluster.decide(other).outcomes().get(0).getRefusal();

    assertThat(refusal.getCode()).isEqualTo(Codes.WRONG_CLUSTER);
    assertThat(refusal.getMessage()).contains("green", "blue");
  }

  @Test
  void aNodeThatIsNoMemberCanOnlyJoinItself() {
    JoinNode itself = JoinNode.newBuilder().setMember(Samples.member("n9")).build();
    JoinNode another = JoinNode.newBuilder().setMember(Samples.member("n8")).build();

    assertThat(cluster.refuseFrom("n9", set("a", "1")).getCode()).isEqualTo(Codes.UNKNOWN_NODE);
    assertThat(cluster.refuseFrom("n9", another).getCode()).isEqualTo(Codes.UNKNOWN_NODE);
    assertThat(cluster.refuseFrom("n9", itself, set("a", "1")).getCode())
        .isEqualTo(Codes.UNKNOWN_NODE);
    assertThat(cluster.refuseFrom("n9", new Barrier("")).getCode()).isEqualTo(Codes.UNKNOWN_NODE);
    cluster.submit("n9", itself);
    assertThat(cluster.image().members().present("n9")).isPresent();
  }

  @Test
  void aRemovedNodeIsToldSo() {
    cluster.accept(new RemoveNode("n3"));

    assertThat(cluster.refuseFrom("n3", set("a", "1")).getCode()).isEqualTo(Codes.NODE_REMOVED);
  }

  @Test
  void aDrainedNodeMayStillAsk() {
    cluster.accept(new DrainNode("n3"));

    assertThat(cluster.submit("n3", set("a", "1")).events()).hasSize(1);
  }

  @Test
  void aRequestHasOperationsAndNotTooMany() {
    Object[] many = IntStream.range(0, 50_001).mapToObj(i -> new Barrier("")).toArray();

    assertThat(cluster.refuse().getMessage()).contains("1 to 50000", "has 0");
    assertThat(cluster.refuse(many).getCode()).isEqualTo(Codes.INVALID_REQUEST);
  }

  @Test
  void idsActorsAndNamesHaveBounds() {
    String large = "x".repeat(2_000_000);
    var id = submission("i".repeat(1_025), set("a", "1"));
    var actor = submission("a", set("a", "1"));
    actor.setActor(large);

    assertThat(cluster.decide(command("n1", id, actor)).outcomes())
        .extracting(o -> o.getRefusal().getCode())
        .containsOnly(Codes.VALUE_TOO_LARGE);
    for (Refusal refusal :
        List.of(
            cluster.refuse(Samples.operation(set(large, "1"), 1L)),
            cluster.refuse(set(large, "1")),
            cluster.refuse(set("a", large, "1")),
            cluster.refuse(new DrainNode(large)),
            cluster.refuseFrom(large, set("a", "1")))) {
      assertThat(refusal.toString()).as(refusal.getCode()).hasSizeLessThan(2_000);
    }
  }

  @Test
  void tenThousandOperationsAreOneChange() {
    Object[] operations =
        IntStream.range(0, 10_000)
            .mapToObj(i -> set("key" + i, i % 2 == 0 ? "shared" : "node:n2", "v" + i))
            .toArray();

    Decision decision = cluster.submit("n1", operations);

    assertThat(decision.events()).hasSize(10_000);
    assertThat(decision.outcomes().get(0).getRevision()).isEqualTo(cluster.image().revision());
    assertThat(cluster.image().configuration().entities().size()).isEqualTo(10_000);
    ClusterImage again = Replay.apply(ClusterImage.EMPTY, Replay.events(cluster.image()));
    assertThat(again).isEqualTo(cluster.image());
  }
}
