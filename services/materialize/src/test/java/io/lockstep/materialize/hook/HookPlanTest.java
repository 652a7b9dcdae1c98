package io.lockstep.materialize.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.hook.HookPlan.Run;
import io.lockstep.materialize.profile.spec.HookSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HookPlanTest {
  private static final HookPlan.Gate OPEN = (hook, revision) -> Optional.empty();
  private static final CommandResult GOOD = new CommandResult(0, Optional.empty(), "");
  private static final CommandResult BAD =
      new CommandResult(3, Optional.empty(), "first\nno such port\n\n");
  private static final HookSpec FIRST = hook("first", "conf/**");
  private static final HookSpec SECOND = hook("second", "conf/a", "content:web");

  private HookPlan plan = of(FIRST, SECOND);

  private static HookSpec hook(String name, String... after) {
    return new HookSpec(
        "shop",
        name,
        List.of(after),
        List.of("true"),
        HookSpec.TIMEOUT,
        Duration.ofMillis(500),
        Optional.empty(),
        List.of());
  }

  private static HookPlan of(HookSpec... hooks) {
    HookPlan plan = new HookPlan(List.of(), 0);
    plan.follow(List.of(hooks));
    return plan;
  }

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private Optional<String> next(long millis) {
    return plan.next(millis(millis), OPEN).map(run -> run.hook().name());
  }

  private void run(long millis) {
    plan.ended(plan.next(millis(millis), OPEN).orElseThrow(), GOOD, millis(millis));
  }

  @Test
  void followsWhatItsGlobsNameAfterTheDebounceInTheOrderOfTheProfile() {
    plan.changed(List.of("other", "conf/a"), 7, 0);

    assertThat(next(499)).isEmpty();
    assertThat(next(500)).contains("first");
    run(500);
    assertThat(next(500)).contains("second");
    run(500);
    assertThat(next(10_000)).isEmpty();
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void followsContentAndNothingElse() {
    plan.changed(List.of("content:web"), 7, 0);
    assertThat(next(500)).contains("second");
    run(500);

    plan.changed(List.of("content:other", "elsewhere"), 8, 0);
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void waitsForAnotherChangeToCome() {
    plan.changed(List.of("conf/b"), 7, 0);
    plan.changed(List.of("conf/c"), 8, millis(400));

    assertThat(next(600)).isEmpty();
    Run run = plan.next(millis(900), OPEN).orElseThrow();
    assertThat(run.names()).containsExactly("conf/b", "conf/c");
    assertThat(run.revision()).isEqualTo(8);
  }

  @Test
  void runsAgainWhenSomethingChangedMeanwhile() {
    plan.changed(List.of("conf/b"), 7, 0);
    Run run = plan.next(millis(500), OPEN).orElseThrow();
    plan.changed(List.of("conf/c"), 9, millis(600));
    assertThat(plan.active(9)).isEqualTo(6);

    plan.ended(run, GOOD, millis(700));

    assertThat(plan.active(9)).isEqualTo(8);
    assertThat(next(700)).isEmpty();
    assertThat(next(1_100)).contains("first");
    run(1_100);
    assertThat(plan.active(9)).isEqualTo(9);
  }

  @Test
  void triesAgainLaterAndLaterAndSaysSoWithoutKeepingThoseBehindIt() {
    plan.changed(List.of("conf/a"), 7, 0);
    plan.ended(plan.next(millis(500), OPEN).orElseThrow(), BAD, millis(500));

    assertThat(plan.troubles())
        .containsExactly(
            new HookPlan.Trouble(
                "hook-failed",
                "hook first of profile shop failed: exit code 3: no such port; it is tried again in"
                    + " 1 s"));
    assertThat(next(600)).contains("second");
    run(600);
    assertThat(next(1_499)).isEmpty();
    assertThat(next(1_500)).contains("first");
    assertThat(plan.active(7)).isEqualTo(6);
    plan.ended(plan.next(millis(1_500), OPEN).orElseThrow(), BAD, millis(1_500));
    assertThat(next(3_499)).isEmpty();
    assertThat(next(3_500)).contains("first");
    run(3_500);
    assertThat(plan.troubles()).isEmpty();
    assertThat(plan.active(7)).isEqualTo(7);
  }

  @Test
  void runsAtOnceAfterAFailureWhenSomethingChanged() {
    plan.changed(List.of("conf/b"), 7, 0);
    for (long at = 500; at < 200_000; at += 100_000) {
      plan.ended(plan.next(millis(at), OPEN).orElseThrow(), BAD, millis(at));
    }

    plan.changed(List.of("conf/b"), 8, millis(200_000));

    assertThat(next(200_500)).contains("first");
  }

  @Test
  void waitsForARoleAndSaysSo() {
    plan.changed(List.of("conf/a"), 7, 0);
    HookPlan.Gate gate =
        (hook, revision) ->
            hook.equals(FIRST) ? Optional.of("for revision " + revision) : Optional.empty();

    assertThat(plan.next(millis(500), gate)).map(run -> run.hook().name()).contains("second");
    assertThat(plan.troubles())
        .containsExactly(
            new HookPlan.Trouble(
                "waiting-for-role", "hook first of profile shop waits: for revision 7"));
    assertThat(next(500)).contains("first");
    assertThat(plan.troubles()).isEmpty();
  }

  @Test
  void goesOnWithWhatAnEarlierProcessLeft() {
    plan.announce(List.of("conf/b"), 7, 7, 0);
    assertThat(next(500)).as("only announced").isEmpty();

    plan = new HookPlan(plan.pending(), 0);
    assertThat(plan.active(9)).isEqualTo(6);
    plan.follow(List.of(FIRST, SECOND));

    assertThat(next(0)).contains("first");
  }

  @Test
  void forgetsAHookThatTheProfileHasNoMore() {
    plan.changed(List.of("conf/a"), 7, 0);

    plan.follow(List.of(SECOND));

    assertThat(next(500)).contains("second");
    run(500);
    assertThat(plan.isEmpty()).isTrue();
  }

  @Test
  void nothingFollowsFromWhatWasAnnouncedAndDidNotChange() {
    plan.announce(List.of("content:web"), 7, 7, 0);

    plan.unchanged(List.of("content:web"), 0);

    assertThat(plan.isEmpty()).isTrue();
    assertThat(plan.active(7)).isEqualTo(7);
  }

  @Test
  void whatChangedBeforeIsFollowedAlthoughNothingMoreDoes() {
    plan.changed(List.of("content:web"), 7, 0);
    plan.announce(List.of("content:web"), 8, 8, 0);

    plan.unchanged(List.of("content:web"), 0);

    assertThat(plan.active(8)).isEqualTo(6);
    assertThat(next(500)).contains("second");
  }

  @Test
  void whatIsStillAnnouncedIsWaitedForWhenSomethingElseDoesNotChange() {
    plan.follow(List.of(SECOND));
    plan.announce(List.of("conf/a"), 7, 7, 0);
    plan.announce(List.of("content:web"), 7, 7, 0);

    plan.unchanged(List.of("content:web"), 0);
    assertThat(next(29_000)).isEmpty();
    plan.changed(List.of("conf/a"), 7, millis(29_000));

    Run run = plan.next(millis(29_500), OPEN).orElseThrow();
    assertThat(run.names()).containsExactly("conf/a");
  }

  @Test
  void whatAnEarlierProcessLeftIsFollowedAlthoughNothingMoreChanges() {
    plan.announce(List.of("content:web"), 7, 7, 0);
    plan = new HookPlan(plan.pending(), 0);
    plan.follow(List.of(SECOND));

    plan.announce(List.of("content:web"), 7, 8, 0);
    plan.unchanged(List.of("content:web"), 0);

    assertThat(next(500)).contains("second");
  }

  @Test
  void whatIsWrittenAtOnceForManyRevisionsIsNotActiveFromTheFirst() {
    plan.follow(List.of(hook("b", "conf/b")));

    plan.announce(List.of("conf/b"), 5, 9, 0);
    plan.changed(List.of("conf/b"), 9, 0);

    assertThat(plan.active(9)).isEqualTo(4);
  }
}
