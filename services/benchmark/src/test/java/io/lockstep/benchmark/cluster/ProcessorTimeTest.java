package io.lockstep.benchmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.benchmark.cluster.ProcessorTime.Spent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {
  @Test
  void readsTheTimesOfAProcessWhoseNameHasBlanksAndBrackets() {
    String stat =
        "17 (a) b (c) S 1 17 17 0 -1 4194304 500 0 0 0 120 30 0 0 20 0 40 0 100 1000 200 184467";

    assertThat(ProcessorTime.ticks(stat)).isEqualTo(150);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void countsWhatThisProcessSpends() {
    ProcessorTime time = new ProcessorTime(List.of());

    Spent spent = time.spent();
    for (int turn = 0; turn < 1_000 && !(spent.allMillis() > 0); turn++) {
      assertThat(busy()).isPositive(); // until the system, which counts in ticks, saw some of it
      spent = time.spent();
    }

    assertThat(spent.allMillis()).isPositive();
    assertThat(spent.compilersShare()).isBetween(0.0, 1.0);
    assertThat(spent.workMillis()).isBetween(0.0, spent.allMillis());
  }

  @Test
  void isNotKnownWhereAProcessHasEnded() throws IOException {
    Path none = Path.of("/proc", Long.toString(Long.MAX_VALUE));
    assertThat(Files.exists(none)).isFalse();

    Spent spent = new ProcessorTime(List.of(Long.MAX_VALUE)).spent();

    assertThat(spent.allMillis()).isNaN();
    assertThat(spent.compilersShare()).isNaN();
  }

  /** Takes some processor time. */
  private static long busy() {
    long sum = 0;
    for (long i = 0; i < 50_000_000; i++) {
      sum += i % 7;
    }
    return sum;
  }
}
