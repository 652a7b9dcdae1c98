package io.lockstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.simulation.Simulation.Result;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeterminismTest {
  @ParameterizedTest
  @ValueSource(longs = {2, 77, 4_711, 123_456_789_012L})
  void aSeedMakesTheSameHistoryAgain(long seed) {
    Result once = Simulation.run(seed);
    Result again = Simulation.run(seed);

    assertThat(again.trace().lines()).isEqualTo(once.trace().lines());
    assertThat(again.trace().hash())
        .as("%s%n--- and again%n%s", once.trace().tail(50), again.trace().tail(50))
        .isEqualTo(once.trace().hash());
  }

  @Test
  void everySeedMakesAnother() {
    Set<Long> hashes = new HashSet<>();
    for (long seed = 1; seed <= 20; seed++) {
      hashes.add(Simulation.run(seed).trace().hash());
    }

    assertThat(hashes).hasSize(20);
  }
}
