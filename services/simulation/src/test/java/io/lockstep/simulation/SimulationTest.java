package io.lockstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lockstep.simulation.Simulation.Result;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Many histories of the product as it is; or one again:
 *
 * <ul>
 *   <li>{@code -Dsimulation.histories=N}: so many from a fresh seed, instead of as many as there is
 *       time for
 *   <li>{@code -Dsimulation.seed=S}: that one, with its trace
 * </ul>
 */
class SimulationTest {
  private static final long BASE_SEED = 1;
  private static final Duration FROM_BASE = Duration.ofSeconds(6);
  private static final Duration FROM_FRESH = Duration.ofSeconds(9);

  @Test
  @DisabledIfSystemProperty(named = "simulation.seed", matches = ".+")
  void everyHistoryHoldsWhatIsPromised() throws InterruptedException {
    Integer histories = Integer.getInteger("simulation.histories");
    long fresh = Math.abs(new SecureRandom().nextLong() >> 16);
    Histories run = new Histories();
    if (histories == null) {
      run.from(BASE_SEED, Integer.MAX_VALUE, FROM_BASE);
      run.from(fresh, Integer.MAX_VALUE, FROM_FRESH);
    } else {
      run.from(fresh, histories, Duration.ofDays(1));
    }
    System.out.println(run.summary(BASE_SEED, fresh));
    run.failed().ifPresent(failed -> fail(failed.report()));
    assertThat(run.number()).isPositive();
    assertThat(run.revisions()).as("changes that were accepted").isGreaterThan(run.number());
  }

  @Test
  @EnabledIfSystemProperty(named = "simulation.seed", matches = ".+")
  void oneHistoryHoldsWhatIsPromised() {
    Result result = Simulation.run(Long.getLong("simulation.seed"));
    System.out.println(result.report());
    assertThat(result.violation()).isNull();
  }
}
