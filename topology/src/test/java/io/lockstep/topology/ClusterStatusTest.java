package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ClusterStatus;
import io.lockstep.schema.ConfigurationRemoved;
import io.lockstep.schema.Event;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.RoleStatus;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterStatusTest {
  private final StatusDriver driver = new StatusDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void nodesWithTheHeadAndOneDigestAreConverged() {
    driver.with("n1", "n2", "n3");

    ClusterStatus status = driver.cluster();
    assertThat(status.getConverged()).isTrue();
    assertThat(status.getHeadRevision()).isEqualTo(4);
    assertThat(status.getDigest()).isEqualTo(Given.digest(4));
    assertThat(status.getOldestUnapplied()).isNull();
    assertThat(status.getSummary())
        .isEqualTo("converged at revision 4, 3 of 3 nodes available, primary n1");
  }

  @Test
  void aChangeThatOneNodeLacksIsNotConvergedAndTheOldestIsNamed() {
    driver.with("n1", "n2");
    driver.advance(Duration.ofSeconds(2));
    driver.set("a", "1");
    var changed = driver.now();
    driver.set("a", "2");
    driver.reportAtHead("n1");
    driver.report("n2", 3);

    driver.advance(Duration.ofSeconds(1));

    ClusterStatus status = driver.cluster();
    assertThat(status.getConverged()).isFalse();
    assertThat(status.getDigest()).isNull();
    assertThat(status.getOldestUnapplied().getRevision()).isEqualTo(4);
    assertThat(status.getOldestUnapplied().getNode()).isEqualTo("n2");
    assertThat(status.getOldestUnapplied().getTime()).isEqualTo(changed);
  }

  @Test
  void theHeadIsAtTheEndOfAChangeOfManyEvents() {
    driver.with("n1", "n2");
    long before = driver.revision();
    Event first = Given.event(before + 1, Given.set("a", "1"));
    first.setChangeSize(2);
    first.setDigest(null);
    Event last = Given.event(before + 2, Given.set("b", "1"));
    last.setChangeIndex(1);
    last.setChangeSize(2);

    driver.record("configuration/a", first);
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getHeadRevision()).isEqualTo(before);
    assertThat(driver.cluster().getConverged()).isTrue();

    driver.record("configuration/b", last);
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getHeadRevision()).isEqualTo(before + 2);
    assertThat(driver.cluster().getHeadDigest()).isEqualTo(last.getDigest());
    assertThat(driver.cluster().getConverged()).isFalse();
  }

  @Test
  void aDifferentDigestAtTheHeadIsNotConverged() {
    driver.with("n1", "n2");

    driver.report("n2", driver.revision(), r -> r.setDigest(Given.digest(99)));
    driver.advance(Duration.ofMillis(500));

    assertThat(driver.cluster().getConverged()).isFalse();
    assertThat(driver.cluster().getCounts()).isEqualTo(Map.of("ONLINE", 1, "DIVERGED", 1));
  }

  @Test
  void nodesThatAreAwayOrOutOfDutyDoNotKeepItFromConverging() {
    driver.with("n1", "n2", "n3");
    driver.event("node/n2", new NodeDrained(Given.member("n2", MemberState.DRAINED)));

    driver.live(Duration.ofSeconds(12), "n1");

    assertThat(driver.cluster().getConverged()).isTrue();
    assertThat(driver.cluster().getCounts())
        .isEqualTo(Map.of("ONLINE", 1, "DRAINED", 1, "OFFLINE", 1));
    assertThat(driver.cluster().getAvailable()).isEqualTo(1);
    assertThat(driver.cluster().getMembers()).isEqualTo(3);
  }

  @Test
  void thePrimaryIsTheLogsAndAliveByItsReports() {
    driver.with("n1", "n2");
    driver.live(Duration.ofSeconds(12), "n2");
    assertThat(driver.cluster().getPrimary()).isEqualTo("n1");
    assertThat(driver.cluster().getPrimaryAlive()).isFalse();
    assertThat(driver.cluster().getPrimaryMissingSince()).isNotNull();
    assertThat(driver.cluster().getSummary()).endsWith("primary n1 does not report");

    driver.event("primary", Given.promoted("n2", 2));
    var promoted = driver.now();
    driver.live(Duration.ofSeconds(1), "n2");

    assertThat(driver.cluster().getPrimary()).isEqualTo("n2");
    assertThat(driver.cluster().getPrimaryAlive()).isTrue();
    assertThat(driver.cluster().getPrimaryMissingSince()).isNull();
    assertThat(driver.cluster().getEpoch()).isEqualTo(2);
    assertThat(driver.cluster().getPrimarySince()).isEqualTo(promoted);
  }

  @Test
  void rolesNameTheirHoldersAndWhoOfThemIsAvailable() {
    driver.set("Cluster.minimumHolders.engine", "2");
    driver.set("Cluster.minimumHolders.session", "1");
    driver.join(Given.member("n1", "engine", "background"));
    driver.join(Given.member("n2", "engine"));

    driver.live(Duration.ofSeconds(4), "n1");

    assertThat(driver.cluster().getRoles())
        .containsExactly(
            new RoleStatus("background", List.of("n1"), List.of("n1"), 0),
            new RoleStatus("engine", List.of("n1", "n2"), List.of("n1"), 2),
            new RoleStatus("session", List.of(), List.of(), 1));
  }

  @Test
  void versionsAreCounted() {
    driver.with("n1", "n2");

    driver.report(
        "n2", driver.revision(), r -> r.setSoftwareVersion("1.1").setProductVersion("5.5"));
    driver.advance(Duration.ofMillis(500));

    assertThat(driver.cluster().getSoftwareVersions()).isEqualTo(Map.of("1.0", 1, "1.1", 1));
    assertThat(driver.cluster().getProductVersions()).isEqualTo(Map.of("5.5", 1));
  }

  @Test
  void settingsAreTheClustersAndFallBackWhenTheyAreTakenAway() {
    driver.with("n1");
    driver.set("Cluster.enable.SSL", "false");
    driver.set("Cluster.connectionTimeout", "20000");
    driver.advance(Duration.ofMillis(500));
    assertThat(driver.cluster().getTls()).isFalse();
    assertThat(driver.cluster().getConnectionTimeoutMillis()).isEqualTo(20_000);

    driver.event(
        "configuration/Cluster.enable.SSL",
        new ConfigurationRemoved("Cluster.enable.SSL", "shared"));
    driver.record("configuration/Cluster.connectionTimeout", null);
    driver.advance(Duration.ofMillis(500));

    assertThat(driver.cluster().getTls()).isTrue();
    assertThat(driver.cluster().getConnectionTimeoutMillis()).isEqualTo(10_000);
  }

  @Test
  void aQuietClusterIsToldOnce() {
    driver.with("n1", "n2");
    driver.live(Duration.ofSeconds(2), "n1", "n2");
    driver.told(TopicContract.CLUSTER_STATUS);

    driver.live(Duration.ofSeconds(20), "n1", "n2");

    assertThat(driver.told(TopicContract.CLUSTER_STATUS)).isEmpty();
  }

  @Test
  void aForgedHeadIsTheHeadOnlyUntilItIsRepaired() {
    driver.with("n1", "n2");
    driver.record("configuration/x", Given.event(1_000_000, Given.set("x", "forged")));
    driver.live(Duration.ofSeconds(2), "n1", "n2");
    assertThat(driver.cluster().getConverged()).isFalse();

    driver.set("x", "right");
    driver.live(Duration.ofSeconds(2), "n1", "n2");

    assertThat(driver.cluster().getHeadRevision()).isEqualTo(4);
    assertThat(driver.cluster().getConverged()).isTrue();
    List<KeyValue<String, ClusterStatus>> told = driver.told(TopicContract.CLUSTER_STATUS);
    assertThat(told.get(told.size() - 1).value.getHeadRevision()).isEqualTo(4);
  }
}
