package io.lockstep.materialize.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CheckRunnerTest {
  private record Told(String name, String subject, Body body) implements Check {
    interface Body {
      void look(Findings findings) throws InterruptedException;
    }

    @Override
    public void look(Findings findings) throws InterruptedException {
      body.look(findings);
    }
  }

  @Test
  void resultsStandInTheOrderOfTheChecks() {
    CountDownLatch second = new CountDownLatch(1);
    Check slow =
        new Told(
            "one",
            "a",
            findings -> {
              second.await();
              findings.pass("a", "slow");
            });
    Check quick =
        new Told(
            "two",
            "b",
            findings -> {
              findings.warn("b", "quick", "look");
              second.countDown();
            });

    List<CheckResult> results =
        new CheckRunner(2, Duration.ofSeconds(30)).run(List.of(slow, quick));

    assertThat(results).extracting(CheckResult::what).containsExactly("slow", "quick");
  }

  @Test
  void whatIsNotDoneInTimeHasFailedWithWhatItFound() {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Check stuck =
        new Told(
            "stuck",
            "host",
            findings -> {
              findings.pass("host 1", "answers");
              try {
                never.await();
              } finally {
                findings.pass("host 2", "too late");
                interrupted.countDown();
              }
            });
    Check behind = new Told("behind", "x", findings -> findings.pass("x", "never"));

    List<CheckResult> results =
        new CheckRunner(1, Duration.ofMillis(300)).run(List.of(stuck, behind));

    assertThat(results).extracting(CheckResult::subject).startsWith("host 1").endsWith("x");
    assertThat(results.get(results.size() - 1).what()).startsWith("not done within 300 ms");
    assertThat(interrupted)
        .satisfies(latch -> assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue());
  }

  @Test
  void aFaultOfACheckIsAFindingAndTellsNothingOfItsMessage() {
    Check faulty =
        new Told(
            "faulty",
            "x",
            findings -> {
              throw new IllegalStateException("Xk2-secret");
            });

    CheckResult result = new CheckRunner(1, Duration.ofSeconds(30)).run(List.of(faulty)).get(0);

    assertThat(result.result()).isEqualTo(Verdict.FAIL);
    assertThat(result.what()).contains("IllegalStateException").doesNotContain("Xk2-secret");
  }

  @Test
  void neverMoreRunAtOnceThanThereAreThreads() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Check> checks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      checks.add(
          new Told(
              "c" + i,
              "s",
              findings -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.yield();
                running.decrementAndGet();
                findings.pass("s", "done");
              }));
    }

    assertThat(new CheckRunner(3, Duration.ofSeconds(30)).run(checks)).hasSize(50);
    assertThat(most.get()).isBetween(1, 3);
  }
}
