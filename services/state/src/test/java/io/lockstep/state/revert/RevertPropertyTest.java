package io.lockstep.state.revert;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.Operation;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.Term;
import io.lockstep.state.describe.EntityChange;
import io.lockstep.state.describe.StateDifference;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Histories;
import io.lockstep.state.testing.History;
import io.lockstep.state.testing.Samples;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Over random histories. */
class RevertPropertyTest {
  private static final int HISTORIES = 120;

  private static Stream<History> histories() {
    return Histories.first(HISTORIES);
  }

  private static Decision decide(ClusterImage image, List<Operation> operations) {
    String primary = image.promotion().primary().orElseThrow();
    Command command = Samples.command(primary, Samples.submission("revert", operations.toArray()));
    return new Decider(Cluster.ofOne())
        .decide(
            image, new Term(image.promotion().epoch(), primary, 1), List.of(command), x -> false);
  }

  private static RevertTrial trial(ClusterImage now, ClusterImage then) {
    return RevertTrial.of(
        new RevertPlanner(new SameSecrets()).plan(now, then),
        operations -> {
          Decision decision = decide(now, operations);
          return decision.outcomes().stream()
              .filter(outcome -> outcome.getRefusal() != null)
              .map(outcome -> outcome.getRefusal())
              .findFirst();
        });
  }

  private static ClusterImage some(History history) {
    List<Event> events = history.events();
    int end = new SplittableRandom(events.size()).nextInt(2, events.size() + 1);
    while (end < events.size() && events.get(end).getChangeIndex() > 0) {
      end++; // changes are whole
    }
    return Replay.apply(ClusterImage.EMPTY, events.subList(0, end));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void leavesNoDifferenceButWhatItNames(History history) {
    ClusterImage then = some(history);
    ClusterImage now = history.image();

    RevertTrial trial = trial(now, then);

    assertThat(trial.refusal()).isEmpty();
    List<Operation> operations = trial.plan().steps().stream().map(RevertStep::operation).toList();
    ClusterImage after = operations.isEmpty() ? now : decide(now, operations).image();
    assertThat(StateDifference.of(then, after))
        .extracting(change -> change.entity().key())
        .containsExactlyInAnyOrderElementsOf(
            trial.plan().left().stream()
                .map(left -> left.entity().key())
                .collect(Collectors.toList()));
  }

  @ParameterizedTest
  @MethodSource("histories")
  void saysBeforehandWhatItChanges(History history) {
    ClusterImage now = history.image();

    RevertTrial trial = trial(now, some(history));

    List<Operation> operations = trial.plan().steps().stream().map(RevertStep::operation).toList();
    ClusterImage after = operations.isEmpty() ? now : decide(now, operations).image();
    assertThat(StateDifference.of(now, after))
        .containsExactlyInAnyOrderElementsOf(
            trial.plan().steps().stream().map(RevertStep::change).toList());
  }

  @Test
  void hasSomethingToDoAndSomethingToLeave() {
    List<RevertPlan> plans =
        histories().map(history -> trial(history.image(), some(history)).plan()).toList();

    assertThat(plans.stream().flatMap(plan -> plan.steps().stream()))
        .extracting(step -> step.change().entity().family())
        .contains("configuration", "promotion-order");
    assertThat(plans.stream().flatMap(plan -> plan.steps().stream()))
        .extracting(RevertStep::change)
        .extracting(EntityChange::operation)
        .contains("added", "changed", "removed");
    assertThat(plans.stream().flatMap(plan -> plan.left().stream()))
        .extracting(left -> left.entity().family())
        .contains("node", "primary");
  }
}
