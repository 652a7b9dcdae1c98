package io.lockstep.node.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.testing.Samples;
import io.lockstep.node.testing.ManualTime;
import io.lockstep.node.testing.WrittenLog;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Instant START = Instant.parse("2026-05-04T03:02:01Z");
  private static final Instant BEFORE = START.minusMillis(1);
  private static final Instant AFTER = START.plusMillis(1);

  private final ManualTime time = new ManualTime();
  private final Liveness liveness = new Liveness("n1", time, () -> TIMEOUT);
  private final Duplicates duplicates =
      new Duplicates(
          WrittenLog.member("n1"), "this", START.toEpochMilli(), liveness, () -> TIMEOUT);

  private void hear(String run, long sequence, Instant sent, NodeState state) {
    NodeReport report = Samples.report("n1", sequence);
    report.setIncarnation(run);
    report.setTime(sent);
    report.setState(state);
    duplicates.hear(report);
  }

  private void hear(String run, long sequence, Instant sent) {
    hear(run, sequence, sent, NodeState.ONLINE);
  }

  /** Seconds in which this run hears itself. */
  private void listen(int seconds) {
    for (int second = 0; second < seconds; second++) {
      time.pass(Duration.ofSeconds(1));
      hear("this", second + 2, AFTER);
    }
  }

  private void hearTheOther() {
    hear("this", 1, AFTER);
    hear("other", 7, AFTER);
    hear("other", 8, AFTER);
  }

  @Test
  void namesBothRunsAndWhatToDo() {
    hearTheOther();

    Problem problem = duplicates.problem().orElseThrow();
    assertThat(problem.getCode()).isEqualTo("duplicate-node");
    assertThat(problem.getMessage())
        .contains("run other", "run this at " + WrittenLog.member("n1").getUrl(), "Stop one");
  }

  @Test
  void whatTheRunBeforeLeftInTheTopicIsNone() {
    hear("other", 7, AFTER);
    hear("other", 8, AFTER);
    hear("this", 1, AFTER);
    hear("other", 9, AFTER);

    assertThat(duplicates.exist()).isFalse();
  }

  @Test
  void whatOfTheRunBeforeWasOnItsWayIsNone() {
    hear("this", 1, AFTER);
    hear("other", 7, BEFORE);
    hear("other", 8, BEFORE);

    assertThat(duplicates.exist()).isFalse();
  }

  @Test
  void aDoubledReportIsNone() {
    hear("this", 1, AFTER);
    hear("other", 7, AFTER);
    hear("other", 7, AFTER);

    assertThat(duplicates.exist()).isFalse();
  }

  @Test
  void endsOnceTheOtherWasSilentForTheTimeout() {
    hearTheOther();

    listen(10);
    assertThat(duplicates.exist()).isTrue();
    listen(1);
    assertThat(duplicates.exist()).isFalse();
    assertThat(duplicates.problem()).isEmpty();
  }

  @Test
  void doesNotEndWhileThisRunHearsNothingEither() {
    hearTheOther();

    time.pass(Duration.ofMinutes(5));

    assertThat(duplicates.exist()).isTrue();
  }

  @Test
  void endsOnceTheOtherStopsInGoodOrder() {
    hearTheOther();

    hear("other", 9, AFTER, NodeState.STOPPING);

    assertThat(duplicates.exist()).isFalse();
  }

  @Test
  void theReportsOfAnotherRunAreNoSignThatThisOneIsHeard() {
    hearTheOther();
    time.pass(Duration.ofSeconds(6));
    hear("other", 9, AFTER);

    assertThat(liveness.last("n1").orElseThrow().age()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void whoSaysThatItIsNotAloneIsNoPrimaryToWaitFor() {
    NodeReport report = Samples.report("n2", 1);
    hearTheOther();
    report.setProblems(List.of(duplicates.problem().orElseThrow()));
    duplicates.hear(report);

    assertThat(liveness.faulted("n2")).isTrue();
    assertThat(liveness.alive("n2")).isFalse();
  }
}
