package io.lockstep.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.consistency.check.Budget;
import io.lockstep.consistency.client.Client;
import io.lockstep.consistency.client.Recorder;
import io.lockstep.consistency.cluster.Cluster;
import io.lockstep.consistency.endurance.Sampler;
import io.lockstep.consistency.endurance.Series;
import io.lockstep.consistency.history.HistoryCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Clients ask steadily and nothing is broken: what nodes use must not grow with time, and what is
 * kept for each change must stay small. {@code -Dlockstep.endurance.seconds=N} chooses how long.
 */
@Tag("heavy")
class EnduranceIT {
  private static final int SECONDS = Integer.getInteger("lockstep.endurance.seconds", 300);
  private static final Duration PACE = Duration.ofSeconds(Math.max(2, Math.min(30, SECONDS / 60)));
  private static final int CLIENTS = 12;

  /** With fewer a line through them says nothing. */
  private static final int SAMPLES = 8;

  /** Of a node: outcomes are kept for the newest 500,000 commands. */
  private static final double HEAP_BYTES_A_CHANGE = 1_000;

  /** Of a topic that keeps each record: a record and its place in a transaction. */
  private static final double TOPIC_BYTES_A_CHANGE = 3_000;

  private static final double MIB = 1024 * 1024;

  @Test
  void nothingGrowsButWhatIsKept() throws Exception {
    Path folder = Files.createDirectories(Path.of("target", "consistency"));
    folder = Files.createTempDirectory(folder, "endurance").toAbsolutePath();
    try (Cluster cluster = Cluster.start(folder)) {
      Recorder recorder = new Recorder();
      List<Client> clients = new ArrayList<>();
      for (int number = 0; number < CLIENTS; number++) {
        // The same few keys all the time: the state does not grow.
        clients.add(
            Client.start(number, cluster.nodes(), recorder, number, Duration.ofSeconds(SECONDS)));
      }
      Sampler sampler = new Sampler(cluster);
      long end = System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
      int samples = 0;
      while (System.nanoTime() < end) {
        LockSupport.parkNanos(PACE.toNanos());
        samples += sampler.sample() ? 1 : 0;
      }
      clients.forEach(Client::stop);
      cluster.awaitSame();
      assertThat(sampler.sample()).isTrue();

      assertThat(samples).as("samples").isGreaterThan(SAMPLES);
      System.out.printf("%d s, %d calls%n", SECONDS, recorder.calls().size());
      judge(sampler.series());
      HistoryCheck check = HistoryCheck.of(recorder.calls(), Budget.USUAL);
      // An hour of one key may be too long for the check's budget; that is no fault.
      assertThat(check.broken()).isEmpty();
    }
  }

  private static void judge(Map<String, Series> series) {
    SoftAssertions bounds = new SoftAssertions();
    series.forEach(
        (name, figure) -> {
          System.out.printf(
              "%-24s %10.2f -> %10.2f  growth %6.1f %%%s%n",
              name,
              figure.first(),
              figure.last(),
              figure.growth() * 100,
              name.endsWith("MiB") ? "  %6.0f bytes a change".formatted(figure.slope() * MIB) : "");
          if (name.contains("live heap")) {
            bounds
                .assertThat(figure.slope() * MIB)
                .as("%s: bytes a change", name)
                .isLessThan(HEAP_BYTES_A_CHANGE);
          } else if (name.startsWith("topic")) {
            bounds
                .assertThat(figure.slope() * MIB)
                .as("%s: bytes a change", name)
                .isLessThan(TOPIC_BYTES_A_CHANGE);
          } else {
            bounds
                .assertThat(figure.growth())
                .as("%s: growth over the last two thirds", name)
                .isLessThan(growth(name));
          }
        });
    bounds.assertAll();
  }

  private static double growth(String name) {
    return name.contains("snapshot") ? 0.05 : name.contains("resident") ? 0.20 : 0.10;
  }
}
