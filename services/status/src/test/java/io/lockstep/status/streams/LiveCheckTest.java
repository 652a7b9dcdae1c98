package io.lockstep.status.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class LiveCheckTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final CountDownLatch answered = new CountDownLatch(1);

  private static LiveCheck started(Duration patience, Supplier<Optional<String>> look) {
    LiveCheck check = new LiveCheck(look, patience);
    check.start();
    return check;
  }

  @Test
  void findsNothingBeforeTheFirstLookHasEnded() {
    try (LiveCheck check = started(LONG, this::unanswered)) {
      assertThat(check.problem()).contains("nobody has looked yet");
    }
  }

  @Test
  void tellsWhatTheLastLookHasFound() {
    try (LiveCheck check = started(LONG, Optional::empty)) {
      await().until(() -> check.problem().isEmpty());
    }
  }

  @Test
  void tellsOfSilenceWhileALookWaitsAndStopsTelling() {
    try (LiveCheck check = started(Duration.ofSeconds(1), this::unanswered)) {
      await().until(() -> check.problem().equals(Optional.of(LiveCheck.SILENCE)));

      answered.countDown();

      await().until(() -> check.problem().isEmpty());
    }
  }

  @Test
  void tellsOfSilenceWhereALookFailsForWantOfAnAnswer() {
    Supplier<Optional<String>> fails =
        () -> {
          throw new StreamsException("Unable to obtain end offsets from kafka");
        };
    try (LiveCheck check = started(LONG, fails)) {
      await().until(() -> check.problem().equals(Optional.of(LiveCheck.SILENCE)));
    }
  }

  @Test
  void theStatusIsFreshUntilSomethingHindersForLong() {
    AtomicReference<Optional<String>> found = new AtomicReference<>(Optional.of("restoring"));
    try (LiveCheck check = started(Duration.ofSeconds(3), found::get)) {
      await().until(() -> check.problem().equals(found.get()));
      assertThat(check.freshness(check::problem)).isEmpty();

      found.set(Optional.empty());
      await().until(() -> check.freshness(check::problem).isPresent());
      Freshness fresh = check.freshness(check::problem).orElseThrow();
      found.set(Optional.of("behind"));
      await().until(() -> check.freshness(check::problem).orElseThrow().stale().isPresent());
      Freshness stale = check.freshness(check::problem).orElseThrow();

      assertThat(fresh.stale()).isEmpty();
      assertThat(stale.stale()).contains("behind");
      assertThat(stale.asOf()).isBetween(fresh.asOf(), Instant.now());
    }
  }

  private Optional<String> unanswered() {
    try {
      answered.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Optional.empty();
  }
}
