package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeHealth;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeResumed;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.NodeStatus;
import io.lockstep.schema.Problem;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeStatesTest {
  private final StatusDriver driver = new StatusDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aMemberWithoutAReportIsJoining() {
    driver.join(Given.member("n1"));

    driver.advance(Duration.ofSeconds(2));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.JOINING);
    assertThat(driver.node("n1").getMembership()).isEqualTo(MemberState.ACTIVE);
    assertThat(driver.node("n1").getHost()).isEqualTo("n1.example");
  }

  @Test
  void aMemberIsJoiningUntilItIsAtTheHead() {
    driver.join(Given.member("n1"));
    driver.advance(Duration.ofSeconds(4));

    driver.report("n1", 0, report -> report.setState(NodeState.SYNCING));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.JOINING);
    assertThat(driver.node("n1").getLagEvents()).isEqualTo(1);
    assertThat(driver.node("n1").getSettled()).isFalse();
  }

  @Test
  void aMemberAtTheHeadIsOnline() {
    driver.with("n1");

    assertThat(driver.toldStates("n1")).containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE);
    assertThat(driver.node("n1").getReason()).isEmpty();
    assertThat(driver.node("n1").getReady()).isTrue();
  }

  @Test
  void aMemberThatNeverReportsIsOfflineAfterTheTimeout() {
    driver.join(Given.member("n1"));

    driver.advance(Duration.ofSeconds(12));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.node("n1").getReason()).contains("never reported");
  }

  @Test
  void aNodeThatReportsAndIsNoMemberIsJoiningWithWhatBlocksIt() {
    driver.with("n1");
    Problem refused = new Problem("secret-mismatch", "Wrong secret.", null);

    driver.report("n9", 0, r -> r.setState(NodeState.JOINING).setProblems(List.of(refused)));

    assertThat(driver.health("n9")).isEqualTo(NodeHealth.JOINING);
    assertThat(driver.node("n9").getMembership()).isNull();
    assertThat(driver.node("n9").getReason()).isEqualTo("Wrong secret.");
    assertThat(driver.node("n9").getBlockers()).containsExactly(refused);
  }

  @Test
  void aNodeThatIsNoMemberIsForgottenWhenItIsSilent() {
    driver.with("n1");
    driver.report("n9", 0);

    driver.live(Duration.ofSeconds(12), "n1");

    assertThat(driver.node("n9")).isNull();
    assertThat(driver.<NodeStatus>told(TopicContract.NODE_STATUS))
        .contains(KeyValue.pair("n9", null));
  }

  @Test
  void aSilentNodeIsQuietAtFirstAndOfflineAfterTheTimeout() {
    driver.with("n1", "n2");
    driver.live(Duration.ofSeconds(3), "n1", "n2");

    driver.live(Duration.ofSeconds(3), "n2");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getQuiet()).isTrue();

    driver.live(Duration.ofSeconds(8), "n2");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.health("n2")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n2").getQuiet()).isFalse();
  }

  @Test
  void allNodesCanBeSilentAtOnce() {
    driver.with("n1", "n2");

    driver.advance(Duration.ofSeconds(11));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.health("n2")).isEqualTo(NodeHealth.OFFLINE);
  }

  @Test
  void theTimeoutIsTheClustersConfiguration() {
    driver.with("n1");
    driver.set("Cluster.connectionTimeout", "60000");
    driver.reportAtHead("n1");

    driver.advance(Duration.ofSeconds(59));
    assertThat(driver.health("n1")).isNotEqualTo(NodeHealth.OFFLINE);

    driver.advance(Duration.ofSeconds(2));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
  }

  @Test
  void aNodeThatStopsInGoodOrderIsOfflineAtOnce() {
    driver.with("n1");

    driver.report("n1", driver.revision(), report -> report.setState(NodeState.STOPPING));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
    assertThat(driver.node("n1").getReason()).contains("stopped in good order");
  }

  @Test
  void anOfflineNodeIsOnlineAgainWhenItReports() {
    driver.with("n1");
    driver.advance(Duration.ofSeconds(11));

    driver.report(Given.report("n1", 1, driver.revision()).setIncarnation("run-2").build());

    assertThat(driver.toldStates("n1"))
        .containsExactly(
            NodeHealth.JOINING, NodeHealth.ONLINE, NodeHealth.OFFLINE, NodeHealth.ONLINE);
  }

  @Test
  void aNodeThatIsBehindForAMomentIsOnline() {
    driver.with("n1");
    long applied = driver.revision();
    driver.set("a", "1");

    driver.advance(Duration.ofSeconds(2));
    driver.report("n1", applied);

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getLagEvents()).isEqualTo(1);
    assertThat(driver.node("n1").getLagMillis()).isEqualTo(2_000);
  }

  @Test
  void aNodeThatIsBehindAndGainsIsSyncing() {
    driver.with("n1");
    long applied = driver.revision();
    for (int i = 0; i < 100; i++) {
      driver.set("a" + i, "1");
    }

    for (int second = 0; second < 20; second++) {
      driver.advance(Duration.ofSeconds(1));
      driver.report("n1", applied + second);
    }

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.SYNCING);
    assertThat(driver.toldStates("n1"))
        .containsExactly(NodeHealth.JOINING, NodeHealth.ONLINE, NodeHealth.SYNCING);
  }

  @Test
  void aNodeThatIsStuckIsLaggingAfterTheWindow() {
    driver.with("n1");
    long applied = driver.revision();
    driver.set("a", "1");

    for (int second = 0; second < 20; second++) {
      driver.advance(Duration.ofSeconds(1));
      driver.report("n1", applied);
    }

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.LAGGING);
    assertThat(driver.node("n1").getReason())
        .isEqualTo("It is behind and has not gained for 10 s.");
    assertThat(driver.toldStates("n1"))
        .containsExactly(
            NodeHealth.JOINING, NodeHealth.ONLINE, NodeHealth.SYNCING, NodeHealth.LAGGING);
  }

  @Test
  void aNodeThatReadsButDoesNotKeepUpIsLagging() {
    driver.with("n1");
    long applied = driver.revision();

    for (int second = 0; second < 30; second++) {
      for (int i = 0; i < 20; i++) {
        driver.set("a" + second + "/" + i, "1");
      }
      driver.advance(Duration.ofSeconds(1));
      driver.report("n1", applied + 2 * second);
    }

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.LAGGING);
  }

  @Test
  void aNodeWhoseFilesAreNotWrittenLagsAndSaysWhy() {
    driver.with("n1");
    long written = driver.revision();
    long head = driver.set("a", "1");
    Problem disk = new Problem("files-not-written", "The disk is full.", null);

    for (int second = 0; second < 20; second++) {
      driver.advance(Duration.ofSeconds(1));
      driver.report(
          "n1",
          head,
          r -> r.setWrittenRevision(written).setActiveRevision(written).setProblems(List.of(disk)));
    }

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.LAGGING);
    assertThat(driver.node("n1").getReason()).isEqualTo("The disk is full.");
    assertThat(driver.node("n1").getReady()).isFalse();
  }

  @Test
  void aLaggingNodeThatCatchesUpIsOnline() {
    driver.with("n1");
    long applied = driver.revision();
    driver.set("a", "1");
    for (int second = 0; second < 20; second++) {
      driver.advance(Duration.ofSeconds(1));
      driver.report("n1", applied);
    }

    driver.reportAtHead("n1");

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
  }

  @Test
  void aNodeThatReportsSeldomIsNotQuietAndLagsByItsOwnMeasure() {
    driver.set("Cluster.connectionTimeout", "60000");
    driver.with("n1");
    for (int report = 0; report < 4; report++) {
      driver.advance(Duration.ofSeconds(5));
      driver.reportAtHead("n1");
    }
    driver.set("a", "1");

    driver.advance(Duration.ofMillis(4_500));

    assertThat(driver.node("n1").getQuiet()).isFalse();
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
  }

  @Test
  void aNodeWithChangedFilesIsDriftedUntilTheyAreRight() {
    driver.with("n1");

    driver.report("n1", driver.revision(), r -> r.setDrifted(List.of("servers")));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.DRIFTED);
    assertThat(driver.node("n1").getReason()).contains("servers");

    driver.reportAtHead("n1");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
  }

  @Test
  void aDriftedNodeThatCannotWriteNamesThatFirst() {
    driver.with("n1");
    Problem folder = new Problem("files-not-written", "servers is a directory", null);

    driver.report(
        "n1",
        driver.revision(),
        r -> r.setDrifted(List.of("servers")).setProblems(List.of(folder)));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.DRIFTED);
    assertThat(driver.node("n1").getReason())
        .startsWith("servers is a directory. Managed files were changed");
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getAvailable()).isZero();
  }

  @Test
  void aNodeThatIsNotReadyIsOnlineAndNotAvailableAndSaysWhatBlocksIt() {
    driver.with("n1");
    Problem licence = new Problem("licence-missing", "It has no licence.", null);

    driver.report("n1", driver.revision(), r -> r.setProblems(List.of(licence)));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
    assertThat(driver.node("n1").getReason()).isEqualTo("It has no licence.");
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getAvailable()).isZero();

    driver.reportAtHead("n1");
    assertThat(driver.node("n1").getReason()).isEmpty();
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getAvailable()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = NodeState.class,
      names = {"DIVERGED", "TAMPERED", "INCOMPATIBLE"})
  void aNodeWithAFaultHasItsStateAndSaysWhatItIs(NodeState fault) {
    driver.with("n1");
    Problem problem = new Problem("x", "Offset 7 is wrong.", 7L);

    driver.report("n1", driver.revision(), r -> r.setState(fault).setProblems(List.of(problem)));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.valueOf(fault.name()));
    assertThat(driver.node("n1").getReason()).isEqualTo("Offset 7 is wrong.");

    driver.reportAtHead("n1");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
  }

  @Test
  void aDigestThatIsNotTheLogsIsADivergence() {
    driver.with("n1");

    driver.report("n1", driver.revision(), r -> r.setDigest(ByteBuffer.wrap(new byte[] {6, 6, 6})));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.DIVERGED);
    assertThat(driver.node("n1").getReason()).contains("revision " + driver.revision());
  }

  @Test
  void aDrainedNodeIsDrainedAlsoWhenItIsSilentAndResumes() {
    driver.with("n1", "n2");

    driver.event("node/n1", new NodeDrained(Given.member("n1", MemberState.DRAINED)));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.DRAINED);

    driver.live(Duration.ofSeconds(12), "n2");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.DRAINED);
    assertThat(driver.node("n1").getReason()).contains("does not report");

    driver.event("node/n1", new NodeResumed(Given.member("n1")));
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.OFFLINE);
    driver.reportAtHead("n1");
    assertThat(driver.health("n1")).isEqualTo(NodeHealth.ONLINE);
  }

  @Test
  void aRemovedNodeIsForgottenAlsoWhenItGoesOnReporting() {
    driver.with("n1", "n2");
    driver.told(TopicContract.NODE_STATUS);

    driver.event("node/n1", new NodeRemoved(Given.member("n1", MemberState.REMOVED)));
    driver.report("n1", driver.revision(), r -> r.setState(NodeState.REMOVED));
    driver.advance(Duration.ofSeconds(1));

    assertThat(driver.node("n1")).isNull();
    assertThat(driver.<NodeStatus>told(TopicContract.NODE_STATUS))
        .filteredOn(record -> record.key.equals("n1"))
        .containsExactly(KeyValue.pair("n1", null));
  }

  @Test
  void aRemovedNodeThatJoinsAgainStartsAnew() {
    driver.with("n1", "n2");
    driver.event("node/n1", new NodeRemoved(Given.member("n1", MemberState.REMOVED)));

    driver.join(Given.member("n1"));

    assertThat(driver.health("n1")).isEqualTo(NodeHealth.JOINING);
    assertThat(driver.node("n1").getSettled()).isFalse();
  }

  @Test
  void sinceIsWhenTheStateWasEntered() {
    driver.with("n1");
    driver.live(Duration.ofSeconds(5), "n1");

    driver.report("n1", driver.revision(), r -> r.setDrifted(List.of("servers")));
    var entered = driver.now();
    driver.advance(Duration.ofSeconds(1));
    driver.report("n1", driver.revision(), r -> r.setDrifted(List.of("servers")));

    assertThat(driver.node("n1").getSince()).isEqualTo(entered);
  }
}
