package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateReportsTest {
  private final StatusDriver driver = new StatusDriver().with("n1");

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aDoubledReportChangesAndTellsNothing() {
    NodeReport report =
        Given.report("n1", 2, driver.revision()).setDrifted(List.of("servers")).build();
    driver.report(report);
    NodeStatus before = driver.node("n1");
    driver.told(TopicContract.NODE_STATUS);

    driver.report(report);

    assertThat(driver.node("n1")).isEqualTo(before);
    assertThat(driver.told(TopicContract.NODE_STATUS)).isEmpty();
  }

  @Test
  void aDoubledReportIsNoSignOfLife() {
    NodeReport report = Given.report("n1", 2, driver.revision()).build();
    driver.report(report);

    for (int second = 0; second < 12; second++) {
      driver.advance(Duration.ofSeconds(1));
      driver.report(report);
    }

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
  }

  @Test
  void aReportThatWasOvertakenDoesNotCount() {
    driver.report(Given.report("n1", 5, driver.revision()).build());

    driver.report(Given.report("n1", 4, driver.revision()).setState(NodeState.DIVERGED).build());

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getSequence()).isEqualTo(5);
  }

  @Test
  void aRestartedNodeCountsFromOneAgain() {
    driver.report(Given.report("n1", 500, driver.revision()).build());

    driver.report(
        Given.report("n1", 1, 0).setIncarnation("run-2").setState(NodeState.STARTING).build());

    assertThat(driver.node("n1").getIncarnation()).isEqualTo("run-2");
    assertThat(driver.node("n1").getReportedState()).isEqualTo(NodeState.STARTING);
    assertThat(driver.node("n1").getStartedAt()).isEqualTo(driver.now());
    assertThat(driver.node("n1").getFormerIncarnations()).containsExactly("run-1");
  }

  @Test
  void theLastWordsOfAnEarlierRunDoNotCount() {
    driver.report(Given.report("n1", 1, driver.revision()).setIncarnation("run-2").build());

    driver.report(Given.report("n1", 900, driver.revision()).setState(NodeState.STOPPING).build());

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getIncarnation()).isEqualTo("run-2");
  }

  @Test
  void aReportAheadOfTheEventsThatWereReadIsAtTheHead() {
    driver.report(Given.report("n1", 2, driver.revision() + 3).build());

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getLagEvents()).isZero();
  }

  @Test
  void aBacklogIsJudgedByWhenItsReportsCame() {
    driver.join(Given.member("n2"));
    driver.reportAtHead("n1", "n2");
    for (int second = 0; second < 40; second++) {
      driver.backlog(Duration.ofSeconds(1));
      driver.reportAtHead("n1");
    }

    driver.advance(Duration.ofSeconds(1));

    assertThat(driver.health("n2")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.toldStates("n1")).containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE);
  }

  @Test
  void timeInWhichTheObserverStoodStillIsNoSilence() {
    driver.pause(Duration.ofMinutes(10));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    driver.reportAtHead("n1");
    driver.advance(Duration.ofSeconds(1));
    assertThat(driver.toldStates("n1")).doesNotContain(NodeHealth.OFFLINE);
  }

  @Test
  void nothingIsToldOfABacklogThatIsReadAtTheStart() {
    try (StatusDriver fresh = new StatusDriver()) {
      fresh.join(Given.member("n1"));
      for (int minute = 0; minute < 60; minute++) {
        fresh.backlog(Duration.ofMinutes(1));
        fresh.record("configuration/a", Given.event(2 + minute, Given.set("a", "" + minute)));
      }
      fresh.report("n1", 61);

      fresh.advance(Duration.ofSeconds(3));

      assertThat(fresh.toldStates("n1")).containsExactly(NodeHealth.ONLINE);
      assertThat(fresh.alerts()).isEmpty();
    }
  }
}
