package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.StatusDriver;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThousandNodesTest {
  private static final int SECONDS = 20;

  @Test
  void reportingEachSecondCostLessThanHalfACore() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String[] nodes = IntStream.range(0, 1_000).mapToObj(i -> "n" + i).toArray(String[]::new);
    try (StatusDriver driver = new StatusDriver().with(nodes)) {
      driver.live(Duration.ofSeconds(10), nodes);
      driver.told(TopicContract.NODE_STATUS);

      long before = threads.getCurrentThreadCpuTime();
      for (int second = 0; second < SECONDS; second++) {
        driver.set("a", Integer.toString(second));
        driver.live(Duration.ofSeconds(1), nodes);
      }
      Duration cpu = Duration.ofNanos(threads.getCurrentThreadCpuTime() - before);

      assertThat(driver.cluster().getConverged()).isTrue();
      System.out.println("1,000 nodes, " + SECONDS + " s: CPU " + cpu.toMillis() + " ms");
      assertThat(cpu).isLessThan(Duration.ofMillis(1_000L * SECONDS / 2));
    }
  }
}
