package io.lockstep.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.CertificateExpiry;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.NodeDrained;
import io.lockstep.schema.NodeRemoved;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Problem;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.topology.testing.Given;
import io.lockstep.topology.testing.StatusDriver;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsTest {
  private final StatusDriver driver = new StatusDriver();

  @AfterEach
  void close() {
    driver.close();
  }

  @Test
  void aHealthyClusterHasNone() {
    driver.with("n1", "n2");

    driver.live(Duration.ofSeconds(30), "n1", "n2");

    assertThat(driver.alerts()).isEmpty();
    assertThat(driver.cluster().getOpenAlerts()).isZero();
  }

  @Test
  void aNodeThatGoesAndComesIsRaisedOnceAndClearedOnce() {
    driver.with("n1", "n2");

    driver.live(Duration.ofSeconds(60), "n1");
    assertThat(driver.alerts()).containsExactly("RAISED node-offline/n2/1");
    assertThat(driver.cluster().getOpenAlerts()).isEqualTo(1);

    driver.live(Duration.ofSeconds(60), "n1", "n2");
    assertThat(driver.alerts()).containsExactly("CLEARED node-offline/n2/1");
    assertThat(driver.cluster().getOpenAlerts()).isZero();

    driver.live(Duration.ofSeconds(12), "n1");
    assertThat(driver.alerts()).containsExactly("RAISED node-offline/n2/2");
  }

  @Test
  void anAlertSaysWhatIsWrongWhereAndWhatToDo() {
    driver.with("n1", "n2");

    driver.live(Duration.ofSeconds(12), "n1");

    Alert alert = driver.<Alert>told(TopicContract.ALERTS).get(0).value;
    assertThat(alert.getKind()).isEqualTo("node-offline");
    assertThat(alert.getNode()).isEqualTo("n2");
    assertThat(alert.getSeverity()).isEqualTo(AlertSeverity.CRITICAL);
    assertThat(alert.getCause()).startsWith("Node n2: Its last report is of 2026-05-04T03:02:03Z");
    assertThat(alert.getRemedy()).startsWith("Start the node");
    assertThat(alert.getRaised()).isAfter(Given.START);
    assertThat(alert.getCleared()).isNull();
  }

  @Test
  void aLaggingNodeIsRaisedAndCleared() {
    driver.with("n1", "n2");
    long applied = driver.revision();
    driver.set("a", "1");

    for (int second = 0; second < 20; second++) {
      driver.report("n2", applied);
      driver.live(Duration.ofSeconds(1), "n1");
    }
    driver.live(Duration.ofSeconds(1), "n1", "n2");

    assertThat(driver.alerts())
        .containsExactly("RAISED node-lagging/n2/1", "CLEARED node-lagging/n2/1");
  }

  @Test
  void aNodeThatIsNotReadyIsRaisedOnceAndCleared() {
    driver.with("n1");
    Problem licence = new Problem("licence-missing", "It has no licence.", null);

    for (int second = 0; second < 3; second++) {
      driver.report("n1", driver.revision(), r -> r.setProblems(List.of(licence)));
      driver.advance(Duration.ofSeconds(1));
    }
    driver.live(Duration.ofSeconds(1), "n1");

    assertThat(driver.alerts())
        .containsExactly("RAISED node-not-ready/n1/1", "CLEARED node-not-ready/n1/1");
  }

  @Test
  void aDriftedNodeIsRaisedAndCleared() {
    driver.with("n1");

    driver.report("n1", driver.revision(), r -> r.setDrifted(List.of("servers")));
    driver.advance(Duration.ofMillis(500));
    driver.live(Duration.ofSeconds(1), "n1");

    assertThat(driver.alerts())
        .containsExactly("RAISED node-drifted/n1/1", "CLEARED node-drifted/n1/1");
  }

  @ParameterizedTest
  @EnumSource(
      value = NodeState.class,
      names = {"DIVERGED", "TAMPERED", "INCOMPATIBLE"})
  void aFaultIsRaisedAndCleared(NodeState fault) {
    driver.with("n1");

    driver.report("n1", driver.revision(), r -> r.setState(fault));
    driver.advance(Duration.ofMillis(500));
    driver.live(Duration.ofSeconds(1), "n1");

    String kind = "node-" + fault.name().toLowerCase(Locale.ROOT);
    assertThat(driver.alerts())
        .containsExactly("RAISED " + kind + "/n1/1", "CLEARED " + kind + "/n1/1");
  }

  @Test
  void tooFewNodesIsRaisedAndCleared() {
    driver.with("n1", "n2", "n3");
    driver.set("Cluster.minimumNodes", "3");
    driver.live(Duration.ofSeconds(2), "n1", "n2", "n3");
    assertThat(driver.alerts()).isEmpty();

    driver.live(Duration.ofSeconds(12), "n1", "n2");
    driver.live(Duration.ofSeconds(1), "n1", "n2", "n3");

    assertThat(driver.alerts())
        .containsExactlyInAnyOrder(
            "RAISED node-offline/n3/1",
            "RAISED nodes-below-minimum/1",
            "CLEARED node-offline/n3/1",
            "CLEARED nodes-below-minimum/1");
  }

  @Test
  void aRoleWithoutAHolderIsRaisedAndCleared() {
    driver.with("n1");
    driver.set("Cluster.minimumHolders.engine", "1");

    driver.live(Duration.ofSeconds(1), "n1");
    driver.join(Given.member("n2", "engine"));
    driver.live(Duration.ofSeconds(1), "n1", "n2");

    assertThat(driver.alerts())
        .containsExactly(
            "RAISED role-below-minimum/engine/1", "CLEARED role-below-minimum/engine/1");
  }

  @Test
  void aPrimaryThatIsReplacedInTimeIsNoAlert() {
    driver.with("n1", "n2");

    driver.live(Duration.ofSeconds(11), "n2");
    driver.event("primary", Given.promoted("n2", 2));
    driver.live(Duration.ofSeconds(10), "n2");

    assertThat(driver.alerts()).containsExactly("RAISED node-offline/n1/1");
  }

  @Test
  void aMissingPrimaryIsRaisedAndCleared() {
    driver.with("n1", "n2");

    driver.live(Duration.ofSeconds(20), "n2");
    driver.event("primary", Given.promoted("n2", 2));
    driver.live(Duration.ofSeconds(1), "n2");

    assertThat(driver.alerts())
        .containsExactly("RAISED node-offline/n1/1", "RAISED no-primary/1", "CLEARED no-primary/1");
  }

  @Test
  void aCertificateNearItsEndHasTheAlertOfItsNearestMarkAlone() {
    driver.with("n1");
    driver.event("certificate/admind", Given.certificate("admind", Duration.ofDays(31)));
    driver.live(Duration.ofSeconds(1), "n1");
    assertThat(driver.alerts()).isEmpty();

    List<Duration> left = List.of(Duration.ofDays(29), Duration.ofDays(6), Duration.ofHours(20));
    for (Duration days : left) {
      driver.event("certificate/admind", Given.certificate("admind", days));
      driver.live(Duration.ofSeconds(2), "n1");
      assertThat(driver.cluster().getOpenAlerts()).isEqualTo(1);
    }
    assertThat(driver.alerts())
        .containsExactly(
            "RAISED certificate-ends-in-30-days/admind/1",
            "CLEARED certificate-ends-in-30-days/admind/1",
            "RAISED certificate-ends-in-7-days/admind/1",
            "CLEARED certificate-ends-in-7-days/admind/1",
            "RAISED certificate-ends-in-1-day/admind/1");

    driver.event("certificate/admind", Given.certificate("admind", Duration.ofDays(365)));
    driver.live(Duration.ofSeconds(2), "n1");
    assertThat(driver.alerts()).containsExactly("CLEARED certificate-ends-in-1-day/admind/1");
  }

  @Test
  void aCertificateOfFiveDaysIsRaisedOnce() {
    driver.with("n1");

    driver.event("certificate/web", Given.certificate("web", Duration.ofDays(5)));
    driver.live(Duration.ofSeconds(2), "n1");

    assertThat(driver.alerts()).containsExactly("RAISED certificate-ends-in-7-days/web/1");
  }

  @Test
  void aCertificateReachesItsMarkByTime() {
    driver.with("n1");
    driver.event(
        "certificate/admind", Given.certificate("admind", Duration.ofDays(30).plusSeconds(20)));
    driver.live(Duration.ofSeconds(10), "n1");
    assertThat(driver.alerts()).isEmpty();

    driver.live(Duration.ofSeconds(20), "n1");

    assertThat(driver.alerts()).containsExactly("RAISED certificate-ends-in-30-days/admind/1");
  }

  @Test
  void aRemovedCertificateIsCleared() {
    driver.with("n1");
    driver.event("certificate/old", Given.certificate("old", Duration.ofDays(20)));
    driver.live(Duration.ofSeconds(1), "n1");

    driver.event("certificate/old", new CertificateRemoved("old"));
    driver.live(Duration.ofSeconds(1), "n1");

    assertThat(driver.alerts())
        .containsExactly(
            "RAISED certificate-ends-in-30-days/old/1",
            "CLEARED certificate-ends-in-30-days/old/1");
  }

  @Test
  void aCertificateThatOnlyANodeKeepsIsRaisedForTheNode() {
    driver.with("n1");
    CertificateExpiry own = new CertificateExpiry("own", Given.START.plus(Duration.ofDays(20)));

    driver.report("n1", driver.revision(), r -> r.setCertificates(List.of(own)));
    driver.advance(Duration.ofMillis(500));

    assertThat(driver.alerts()).containsExactly("RAISED certificate-ends-in-30-days/own on n1/1");
  }

  @Test
  void theClustersCertificateIsNotRaisedForEachNodeThatKeepsIt() {
    driver.with("n1");
    driver.event("certificate/admind", Given.certificate("admind", Duration.ofDays(20)));
    CertificateExpiry kept = new CertificateExpiry("admind", Given.START.plus(Duration.ofDays(20)));
    driver.report("n1", driver.revision(), r -> r.setCertificates(List.of(kept)));
    driver.advance(Duration.ofSeconds(1));
    assertThat(driver.alerts()).containsExactly("RAISED certificate-ends-in-30-days/admind/1");

    driver.event("certificate/admind", Given.certificate("admind", Duration.ofDays(400)));
    driver.advance(Duration.ofMillis(500));

    assertThat(driver.alerts()).containsExactly("CLEARED certificate-ends-in-30-days/admind/1");
  }

  @Test
  void aWrongClockIsRaisedAndCleared() {
    driver.with("n1", "n2");

    for (int second = 0; second < 3; second++) {
      driver.report("n2", driver.revision(), r -> r.setTime(r.getTime().plusSeconds(8)));
      driver.live(Duration.ofSeconds(1), "n1");
    }
    assertThat(driver.node("n2").getClockSkewMillis()).isEqualTo(8_000);
    assertThat(driver.alerts()).containsExactly("RAISED clock-skew/n2/1");

    driver.live(Duration.ofSeconds(15), "n1", "n2");
    assertThat(driver.alerts()).containsExactly("CLEARED clock-skew/n2/1");
  }

  @Test
  void aReportThatWasHeldUpOnItsWayIsNoWrongClock() {
    driver.with("n1");
    driver.live(Duration.ofSeconds(5), "n1");

    driver.report("n1", driver.revision(), r -> r.setTime(r.getTime().minusSeconds(8)));
    driver.advance(Duration.ofSeconds(1));

    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void tlsThatIsTurnedOffIsRaisedAndCleared() {
    driver.with("n1");

    driver.set("Cluster.enable.SSL", "false");
    driver.live(Duration.ofSeconds(1), "n1");
    driver.set("Cluster.enable.SSL", "true");
    driver.live(Duration.ofSeconds(1), "n1");

    assertThat(driver.alerts()).containsExactly("RAISED tls-off/1", "CLEARED tls-off/1");
  }

  @Test
  void aDrainedNodeThatIsOffIsNoAlert() {
    driver.with("n1", "n2");
    driver.event("node/n2", new NodeDrained(Given.member("n2", MemberState.DRAINED)));

    driver.live(Duration.ofSeconds(30), "n1");

    assertThat(driver.alerts()).isEmpty();
  }

  @Test
  void aRemovedNodesAlertIsCleared() {
    driver.with("n1", "n2");
    driver.live(Duration.ofSeconds(12), "n1");

    driver.event("node/n2", new NodeRemoved(Given.member("n2", MemberState.REMOVED)));
    driver.live(Duration.ofSeconds(1), "n1");

    assertThat(driver.alerts())
        .containsExactly("RAISED node-offline/n2/1", "CLEARED node-offline/n2/1");
  }
}
