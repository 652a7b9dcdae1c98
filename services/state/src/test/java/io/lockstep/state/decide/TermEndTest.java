package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.command;
import static io.lockstep.state.testing.Samples.set;
import static io.lockstep.state.testing.Samples.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.DrainNode;
import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionReason;
import io.lockstep.state.testing.Cluster;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TermEndTest {
  private static final PromoteNode PROMOTE = new PromoteNode("n2", PromotionReason.MANUAL);

  private final Cluster cluster = Cluster.ofThree();

  @Test
  void behindAHandOverNothingIsDecidedByTheOldTerm() {
    Decision decision =
        cluster.decide(
            command("n1", submission("a", set("a", "1"))),
            command("n1", submission("p", PROMOTE)),
            command("n1", submission("b", set("b", "1"))));

    assertThat(ids(decision)).containsExactly("a", "p");
    assertThat(decision.consumed()).isEqualTo(2);
    assertThat(decision.termEnds()).isTrue();
    assertThat(decision.image().promotion().primary()).contains("n2");
  }

  @Test
  void aRecordWhoseRestIsUndecidedIsReadAgain() {
    Command mixed =
        command(
            "n1",
            submission("a", set("a", "1")),
            submission("p", PROMOTE),
            submission("b", set("b", "1")));

    Decision old = cluster.decide(mixed);
    assertThat(ids(old)).containsExactly("a", "p");
    assertThat(old.consumed()).isZero();
    assertThat(old.termEnds()).isTrue();

    Set<String> decided =
        old.outcomes().stream().map(Outcome::getCommandId).collect(Collectors.toSet());
    Decision next =
        new Decider(cluster)
            .decide(old.image(), new Term(2, "n2", 0), List.of(mixed), decided::contains);

    assertThat(ids(next)).containsExactly("b");
    assertThat(next.consumed()).isEqualTo(1);
    assertThat(next.events()).extracting(Event::getEpoch).containsExactly(2L);
  }

  @Test
  void recordsBehindAHandOverThatAreDecidedAlreadyAreConsumed() {
    cluster.decided.add("b");

    Decision decision =
        cluster.decide(
            command("n1", submission("p", PROMOTE), submission("b", set("b", "1"))),
            command("n1", submission("b", set("b", "1"))),
            command("n1", submission("c", set("c", "1"))));

    assertThat(decision.consumed()).isEqualTo(2);
  }

  @Test
  void aRefusedPromotionDoesNotEndTheTerm() {
    cluster.silent.add("n2");

    Decision decision =
        cluster.decide(command("n1", submission("p", PROMOTE), submission("b", set("b", "1"))));

    assertThat(ids(decision)).containsExactly("p", "b");
    assertThat(decision.termEnds()).isFalse();
  }

  @Test
  void aRoleThatIsGivenAwayAndComesBackIsAnotherTerm() {
    PromoteNode back = new PromoteNode("n1", PromotionReason.MANUAL);

    Decision decision =
        cluster.decide(
            command("n1", submission("p", PROMOTE, back)),
            command("n1", submission("b", set("b", "1"))));

    assertThat(decision.image().promotion().epoch()).isEqualTo(3);
    assertThat(decision.image().promotion().primary()).contains("n1");
    assertThat(decision.termEnds()).isTrue();
    assertThat(ids(decision)).containsExactly("p");
  }

  @Test
  void drainingThePrimaryEndsItsTermToo() {
    Decision decision =
        cluster.decide(
            command("n1", submission("d", new DrainNode("n1"))),
            command("n1", submission("b", set("b", "1"))));

    assertThat(decision.termEnds()).isTrue();
    assertThat(decision.consumed()).isEqualTo(1);
  }

  @Test
  void whoIsNotPrimaryDecidesNothing() {
    List<Command> commands = List.of(command("n1", submission("b", set("b", "1"))));
    for (Term term : List.of(new Term(1, "n2", 0), new Term(2, "n1", 0), new Term(0, "n1", 0))) {
      Decision decision = new Decider(cluster).decide(cluster.image(), term, commands, id -> false);

      assertThat(decision.outcomes()).isEmpty();
      assertThat(decision.consumed()).isZero();
      assertThat(decision.termEnds()).isTrue();
    }
  }

  private static List<String> ids(Decision decision) {
    return decision.outcomes().stream().map(Outcome::getCommandId).toList();
  }
}
