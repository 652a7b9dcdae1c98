package io.lockstep.topology.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.LagSample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagWindowTest {
  private static final long WINDOW = 10_000;
  private static final long BOUND = 3_000;

  /** Samples a second apart, the last one at 100 s; each is the number of events behind. */
  private static List<LagSample> samples(String lags) {
    String[] parts = lags.strip().split(" +");
    List<LagSample> samples = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      long lag = Long.parseLong(parts[i]);
      samples.add(
          LagSample.newBuilder()
              .setTime(Instant.ofEpochMilli(100_000 - 1_000L * (parts.length - 1 - i)))
              .setRevision(0)
              .setLagEvents(lag)
              .setLagMillis(lag == 0 ? 0 : 5_000)
              .setSkewMillis(0)
              .build());
    }
    return samples;
  }

  @ParameterizedTest
  @CsvSource({
    "stuck for the whole window, 5 5 5 5 5 5 5 5 5 5 5, 5, true",
    "falling behind, 1 2 3 4 5 6 7 8 9 10 11, 12, true",
    "gaining, 90 80 70 60 50 40 30 20 10 9 8, 7, false",
    "gaining with setbacks, 90 99 70 99 50 60 30 40 10 20 8, 8, false",
    "at the head within the window, 9 9 9 9 9 0 9 9 9 9 9, 9, false",
    "behind since a moment, 5 5 5, 5, false",
    "behind since the head and then gaining, 0 0 900 800 700 600 500 400 300 200 100 50, 50, false",
    "behind since the head and then stuck, 0 0 900 900 900 900 900 900 900 900 900 900, 900, true",
    "no lag at all, 0 0 0 0 0 0 0 0 0 0 0, 0, false",
  })
  void judgesOverTheWindow(String what, String lags, long now, boolean losing) {
    assertThat(LagWindow.isLosing(samples(lags), now, 100_100, BOUND, WINDOW))
        .as(what)
        .isEqualTo(losing);
  }
}
