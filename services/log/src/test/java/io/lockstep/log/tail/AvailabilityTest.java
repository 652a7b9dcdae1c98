package io.lockstep.log.tail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AvailabilityTest {
  private final List<String> told = new ArrayList<>();
  private long now = -5;
  private final Availability availability = new Availability(() -> now, told::add);

  private void pass(long millis) {
    now += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void asksOnlyAfterASecondWithoutAnAnswer() {
    pass(999);
    assertThat(availability.isQuiet()).isFalse();
    pass(1);
    assertThat(availability.isQuiet()).isTrue();
    availability.answered(7);
    assertThat(availability.isQuiet()).isFalse();
  }

  @Test
  void oneQuestionWithoutAnAnswerIsToldToNobody() {
    availability.unanswered(7, "late");

    assertThat(availability.isAnswering()).isFalse();
    availability.answered(7);
    pass(1_000);
    availability.unanswered(7, "late");
    assertThat(told).isEmpty();
    availability.answered(7);
    assertThat(availability.isAnswering()).isTrue();
  }

  @Test
  void theSecondInARowIsToldAndEachAfterIt() {
    availability.unanswered(7, "first");
    pass(1_000);
    availability.unanswered(7, "second");
    pass(1_000);
    availability.unanswered(7, "third");

    assertThat(told).containsExactly("second", "third");
    availability.answered(7);
    assertThat(availability.isAnswering()).isTrue();
  }

  @Test
  void aFailureIsToldAtOnceAndThenEachSecond() {
    availability.failed(7, "refused");
    pass(999);
    availability.failed(7, "refused");
    assertThat(told).containsExactly("refused");
    pass(1);
    availability.failed(7, "refused");
    assertThat(told).containsExactly("refused", "refused");
    assertThat(availability.isAnswering()).isFalse();
  }

  @Test
  void whatIsHeldIsNoAnswer() {
    availability.held();

    assertThat(availability.isAnswering()).isFalse();
    assertThat(told).isEmpty();
  }
}
