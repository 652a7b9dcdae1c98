package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another instance takes over; some records come again, since offsets are committed later. */
class FailoverTest {
  private StatusDriver driver = new StatusDriver().with("n1", "n2");

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void goesOnWithTheSameStatusesAndTellsThemOnce() {
    driver.live(Duration.ofSeconds(5), "n1", "n2");
    ClusterStatus before = driver.cluster();

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(5), "n1", "n2");

    assertThat(driver.toldStates("n1")).containsExactly(NodeHealth.ONLINE);
    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.ONLINE);
    assertThat(driver.<ClusterStatus>told(TopicContract.CLUSTER_STATUS))
        .extracting(record -> record.value)
        .containsExactly(before);
    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void doesNotTakeItsOwnAbsenceForSilence() {
    driver.live(Duration.ofSeconds(5), "n1", "n2");

    driver = driver.takeOver();
    driver.advance(Duration.ofSeconds(8));
    driver.backlog(Duration.ofSeconds(60));
    driver.reportAtHead("n1", "n2");
    driver.live(Duration.ofSeconds(2), "n1", "n2");

    assertThat(driver.toldStates("n1")).containsExactly(NodeHealth.ONLINE);
    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.ONLINE);
  }

  @Test
  void knowsWhoWasOffline() {
    driver.live(Duration.ofSeconds(15), "n1");
    driver.alerts();

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(5), "n1");

    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.OFFLINE);
  }

  @Test
  void repeatsTheLastStepsOfAlertsUnderTheSameIds() {
    driver.live(Duration.ofSeconds(15), "n1");
    Alert raised = driver.<Alert>told(TopicContract.ALERTS).get(0).value;

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(5), "n1");

    assertThat(driver.<Alert>told(TopicContract.ALERTS))
        .extracting(record -> record.value)
        .containsExactly(raised);
  }

  @Test
  void doesNotRepeatAlertsOfOldOrRaiseThemAnew() {
    driver.live(Duration.ofSeconds(90), "n1");

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(5), "n1");

    assertThat(driver.alerts()).isEmpty();
    assertThat(driver.cluster().getOpenAlerts()).isEqualTo(1);
  }

  @Test
  void eventsThatComeAgainDoNotTurnTimeBack() {
    driver.event("node/n2", new NodeDrained(Given.member("n2", MemberState.DRAINED)));
    driver.live(Duration.ofSeconds(2), "n1", "n2");

    driver = driver.takeOver();
    driver.record("node/n2", Given.event(2, new NodeJoined(Given.member("n2"))));
    driver.live(Duration.ofSeconds(3), "n1", "n2");

    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.DRAINED);
    assertThat(driver.cluster().getHeadRevision()).isEqualTo(4);
  }

  @Test
  void reportsThatComeAgainDoNotCount() {
    driver.live(Duration.ofSeconds(15), "n1");

    driver = driver.takeOver();
    driver.report(Given.report("n2", 1, driver.revision()).build());
    driver.live(Duration.ofSeconds(3), "n1");

    assertThat(driver.health("n2")).isEqualTo(NodeHealth.OFFLINE);
  }

  @Test
  void aNodeThatFallsSilentAtTheSameTimeIsFoundAfterTheTimeout() {
    driver.live(Duration.ofSeconds(5), "n1", "n2");

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(12), "n1");

    assertThat(driver.toldStates("n2")).containsExactly(NodeHealth.ONLINE, NodeHealth.OFFLINE);
  }

  @Test
  void tellsAgainThatRemovedNodesAreGone() {
    driver.event("node/n2", new NodeRemoved(Given.member("n2", MemberState.REMOVED)));

    driver = driver.takeOver();
    driver.live(Duration.ofSeconds(3), "n1");

    assertThat(driver.<NodeStatus>told(TopicContract.NODE_STATUS))
        .filteredOn(record -> record.key.equals("n2"))
        .extracting(record -> record.value)
        .containsOnlyNulls();
  }
}
