package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Brokers give records their times. Their clock is set, or another broker leads, whose clock is
 * another: no node has been silent for that.
 */
class BrokerClockTest {
  private StatusDriver driver = new StatusDriver().with("n1", "n2", "n3");

  @AfterEach
  void close() {
    driver.close();
  }

  private void step(int seconds) {
    driver.live(Duration.ofSeconds(5), "n1", "n2", "n3");
    driver.told(TopicContract.NODE_STATUS);
    driver.setBrokers(Duration.ofSeconds(seconds));
  }

  /** One after another in a second, and not all at once. */
  private void liveInTurn(int seconds, String... nodes) {
    for (int second = 0; second < seconds; second++) {
      for (String node : nodes) {
        driver.advance(Duration.ofMillis(250));
        driver.reportAtHead(node);
      }
      driver.advance(Duration.ofMillis(1_000 - 250 * nodes.length));
    }
  }

  /** But those which say, as they should, that the nodes' clocks are not the brokers'. */
  private List<String> alerts() {
    return driver.alerts().stream().filter(alert -> !alert.contains("clock-skew")).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {-3_600, -30, -3, 3, 30, 3_600})
  void aStepOfTheBrokersClockIsNoSilence(int seconds) {
    step(seconds);

    liveInTurn(30, "n1", "n2", "n3");

    assertThat(alerts()).isEmpty();
    assertThat(driver.toldStates("n3")).isSubsetOf(NodeHealth.ONLINE);
    assertThat(driver.cluster().getConverged()).isTrue();
    assertThat(driver.cluster().getPrimaryMissingSince()).isNull();
    assertThat(driver.node("n3").getLastReport())
        .isBetween(
            driver.now().plusSeconds(seconds).minusSeconds(1), driver.now().plusSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(ints = {-3_600, -30, 30, 3_600})
  void aNodeThatFellSilentBeforeIsTold(int seconds) {
    step(seconds);

    liveInTurn(9, "n1", "n2");
    assertThat(alerts()).isEmpty();
    liveInTurn(4, "n1", "n2");

    assertThat(alerts()).containsExactly("RAISED node-offline/n3/1");
  }

  @ParameterizedTest
  @ValueSource(ints = {-3_600, -30, 30, 3_600})
  void aNodeThatIsGoneStaysGone(int seconds) {
    liveInTurn(15, "n1", "n2");
    assertThat(alerts()).containsExactly("RAISED node-offline/n3/1");
    driver.setBrokers(Duration.ofSeconds(seconds));

    liveInTurn(15, "n1", "n2");

    assertThat(alerts()).isEmpty();
    assertThat(driver.health("n3")).isEqualTo(NodeHealth.OFFLINE);
  }

  @ParameterizedTest
  @ValueSource(ints = {-3_600, -30, 30, 3_600})
  void anotherInstanceJudgesTheSameAfterAStepThatNobodySaw(int seconds) {
    liveInTurn(15, "n1", "n2");
    assertThat(alerts()).containsExactly("RAISED node-offline/n3/1");
    driver.setBrokers(Duration.ofSeconds(seconds));
    driver = driver.takeOver();

    liveInTurn(15, "n1", "n2");

    assertThat(alerts()).isSubsetOf("RAISED node-offline/n3/1"); // what is recent is told again
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.health("n2")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.health("n3")).isEqualTo(NodeHealth.OFFLINE);
  }

  @Test
  void aPrimaryThatIsMissedIsToldInTimeAllTheSame() {
    liveInTurn(12, "n2", "n3");
    driver.setBrokers(Duration.ofSeconds(-3_600));

    liveInTurn(120, "n2", "n3");

    assertThat(alerts()).contains("RAISED no-primary/1");
  }
}
