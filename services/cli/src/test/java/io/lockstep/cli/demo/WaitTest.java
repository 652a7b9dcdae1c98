package io.lockstep.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.cli.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WaitTest {
  @Test
  void looksAgainWhileNothingIsThereOrNobodyAnswers() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();

    int found =
        Wait.until(
            "the third look",
            Duration.ofSeconds(10),
            () -> {
              int look = looks.incrementAndGet();
              if (look == 1) {
                throw new Failure(5, "unavailable", "no answer");
              }
              return look == 3 ? Optional.of(look) : Optional.empty();
            });

    assertThat(found).isEqualTo(3);
  }

  @Test
  void saysWhatItWaitedForAndWhatItSawLast() {
    assertThatThrownBy(
            () ->
                Wait.until(
                    "a primary",
                    Duration.ofMillis(300),
                    () -> {
                      throw new Failure(1, "not-found", "there is none");
                    }))
        .hasMessage("waited 0 s for a primary; last seen: there is none");
  }

  @Test
  void endsAtOnceWhenLookingFails() {
    assertThatThrownBy(
            () ->
                Wait.until(
                    "anything",
                    Duration.ofSeconds(60),
                    () -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }
}
