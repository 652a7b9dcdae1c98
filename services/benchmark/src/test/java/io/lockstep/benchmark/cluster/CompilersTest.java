package io.lockstep.benchmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilersTest {
  @Test
  void readsTheTimesOfAProcessWhoseNameHasBlanksAndBrackets() {
    String stat =
        "17 (a) b (c) S 1 17 17 0 -1 4194304 500 0 0 0 120 30 0 0 20 0 40 0 100 1000 200 184467";

    assertThat(Compilers.ticks(stat)).isEqualTo(150);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void isAPartOfTheTimeOfProcesses() {
    Compilers compilers = new Compilers(List.of());

    double share = Double.NaN;
    for (int turn = 0; turn < 1_000 && Double.isNaN(share); turn++) {
      assertThat(busy()).isPositive(); // until the system, which counts in ticks, saw some of it
      share = compilers.share();
    }

    assertThat(share).isBetween(0.0, 1.0);
  }

  @Test
  void isNotKnownWhereAProcessHasEnded() throws IOException {
    Path none = Path.of("/proc", Long.toString(Long.MAX_VALUE));
    assertThat(Files.exists(none)).isFalse();

    assertThat(new Compilers(List.of(Long.MAX_VALUE)).share()).isNaN();
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
