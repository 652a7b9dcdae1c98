package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two processes report as n2, as after its folder was copied: the runs run-1 and copy. */
class DuplicateNodeTest {
  private StatusDriver driver = new StatusDriver().with("n1", "n2");
  private final Map<String, Long> sequences = new HashMap<>(Map.of("run-1", 1L));

  @AfterEach
  void close() {
    driver.close();
  }

  private void report(String run, NodeState state) {
    long sequence = sequences.merge(run, 1L, Long::sum);
    driver.report(
        Given.report("n2", sequence, driver.revision())
            .setTime(driver.now())
            .setIncarnation(run)
            .setState(state)
            .build());
  }

  /** Seconds in which these runs of n2 report. */
  private void live(int seconds, String... runs) {
    for (int second = 0; second < seconds; second++) {
      driver.live(Duration.ofMillis(1_000), "n1");
      for (String run : runs) {
        report(run, NodeState.ONLINE);
      }
    }
    driver.advance(Duration.ofMillis(250));
  }

  @Test
  void isToldOnceAndClearedOnceTheCopyIsGone() {
    live(10, "run-1", "copy");
    Alert alert = driver.<Alert>told(TopicContract.ALERTS).get(0).value;
    assertThat(alert.getKind()).isEqualTo("duplicate-node");
    assertThat(alert.getNode()).isEqualTo("n2");
    assertThat(alert.getCause()).contains("run-1", "copy");
    assertThat(driver.node("n2").getIncarnation()).isEqualTo("copy");

    live(30, "run-1");

    assertThat(driver.alerts()).containsExactly("CLEARED duplicate-node/n2/1");
    assertThat(driver.node("n2").getIncarnation()).isEqualTo("run-1");
    assertThat(driver.node("n2").getFormerIncarnations()).containsExactly("copy");
    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE);
  }

  @Test
  void isClearedOnceTheOneThatWasCopiedIsGone() {
    live(10, "run-1", "copy");
    live(30, "copy");

    assertThat(driver.alerts())
        .containsExactly("RAISED duplicate-node/n2/1", "CLEARED duplicate-node/n2/1");
    assertThat(driver.node("n2").getIncarnation()).isEqualTo("copy");
    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE);
  }

  @Test
  void aCopyThatStopsInGoodOrderLeavesTheOther() {
    live(10, "run-1", "copy");
    report("copy", NodeState.STOPPING);
    live(30, "run-1");

    assertThat(driver.alerts())
        .containsExactly("RAISED duplicate-node/n2/1", "CLEARED duplicate-node/n2/1");
    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE);
  }

  @Test
  void bothGoneIsOffline() {
    live(10, "run-1", "copy");
    live(15);

    assertThat(driver.health("n2")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.alerts())
        .containsExactlyInAnyOrder(
            "RAISED duplicate-node/n2/1",
            "CLEARED duplicate-node/n2/1",
            "RAISED node-offline/n2/1");
  }

  @Test
  void theLastReportsOfAnEarlierRunAreNone() {
    live(2, "run-1");
    live(1, "run-2");
    report("run-1", NodeState.ONLINE);
    live(2, "run-2");
    report("run-1", NodeState.ONLINE);
    live(30, "run-2");
    report("run-1", NodeState.STOPPING);
    live(10, "run-2");

    assertThat(driver.alerts()).isEmpty();
    assertThat(driver.node("n2").getIncarnation()).isEqualTo("run-2");
  }

  @Test
  void isNotToldAgainByAnotherInstance() {
    live(10, "run-1", "copy");
    assertThat(driver.alerts()).containsExactly("RAISED duplicate-node/n2/1");

    driver = driver.takeOver();
    live(10, "run-1", "copy");

    assertThat(driver.alerts()).isSubsetOf(List.of("RAISED duplicate-node/n2/1")); // told again
    assertThat(driver.cluster().getOpenAlerts()).isEqualTo(1);
  }

  @Test
  void aMovedClockOfTheBrokersMakesNone() {
    live(2, "run-1");
    live(2, "run-2");
    report("run-1", NodeState.ONLINE);
    driver.setBrokers(Duration.ofHours(1));
    live(20, "run-2");

    assertThat(driver.alerts()).noneMatch(step -> step.contains("duplicate-node"));
  }
}
