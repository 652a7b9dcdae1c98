package io.lockstep.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RevisionsTest {
  private final Revisions revisions = new Revisions();

  @Test
  void tellsAllUpToTheRevisionAndNobodyAbove() {
    CompletableFuture<Void> three = revisions.await(3);
    CompletableFuture<Void> sameThree = revisions.await(3);
    CompletableFuture<Void> four = revisions.await(4);

    revisions.reach(3);

    assertThat(three).isCompleted();
    assertThat(sameThree).isCompleted();
    assertThat(four).isNotDone();
  }

  @Test
  void forgetsWhoGaveUpAndLeavesTheOthersWaiting() {
    CompletableFuture<Void> impatient = revisions.await(3);
    CompletableFuture<Void> patient = revisions.await(3);

    impatient.cancel(false);

    assertThat(revisions.awaited()).isEqualTo(1);
    revisions.reach(3);
    assertThat(patient).isCompleted();
    assertThat(revisions.awaited()).isZero();
  }

  @Test
  void losesNobodyWhoRegistersWhileItRuns() throws Exception {
    int last = 20_000;
    CountDownLatch started = new CountDownLatch(1);
    Thread tail =
        new Thread(
            () -> {
              started.countDown();
              LongStream.rangeClosed(1, last).forEach(revisions::reach);
            });
    tail.start();
    started.await();

    List<CompletableFuture<Void>> waiters =
        LongStream.rangeClosed(1, last).mapToObj(revisions::await).toList();

    CompletableFuture.allOf(waiters.toArray(CompletableFuture<?>[]::new)).get(20, TimeUnit.SECONDS);
    tail.join();
    assertThat(revisions.awaited()).isZero();
  }
}
