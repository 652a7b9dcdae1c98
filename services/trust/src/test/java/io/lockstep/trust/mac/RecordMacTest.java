package io.lockstep.trust.mac;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.NodeReport;
import io.lockstep.schema.NodeState;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretRing;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordMacTest {
  private static final SecretRing RING =
      SecretRing.of(ClusterSecret.generate(1, new SecureRandom()));
  private final RecordMac<Outcome> outcomes = RecordMac.ofOutcomes("blue", RING);
  private final RecordMac<NodeReport> reports = RecordMac.ofReports("blue", RING);

  private static Outcome outcome() {
    return Outcome.newBuilder()
        .setCommandId("c1")
        .setOrigin("n1")
        .setResult(OutcomeResult.ACCEPTED)
        .setRevision(7)
        .setEpoch(1)
        .setTime(Instant.EPOCH)
        .build();
  }

  private static NodeReport report() {
    return NodeReport.newBuilder()
        .setCluster("blue")
        .setNode("n1")
        .setIncarnation("i")
        .setSequence(1)
        .setTime(Instant.EPOCH)
        .setState(NodeState.ONLINE)
        .setPrimary(true)
        .setEpoch(1)
        .setReceivedRevision(1)
        .setWrittenRevision(1)
        .setActiveRevision(1)
        .setOffset(1)
        .setDigest(ByteBuffer.allocate(32))
        .setFormatLevel(1)
        .setSoftwareVersion("1")
        .build();
  }

  @Test
  void verifiesWhatItSignedAndLeavesTheRecordAsItWas() {
    Outcome outcome = outcome();

    assertThat(outcomes.verify(outcomes.sign(outcome))).isEqualTo(MacVerdict.VALID);
    assertThat(outcome).isEqualTo(outcome());
    assertThat(reports.verify(reports.sign(report()))).isEqualTo(MacVerdict.VALID);
  }

  @Test
  void findsEveryChange() {
    Outcome signed = outcomes.sign(outcome());
    signed.setResult(OutcomeResult.REFUSED);
    assertThat(outcomes.verify(signed)).isEqualTo(MacVerdict.WRONG);
    NodeReport report = reports.sign(report());
    report.setState(NodeState.REMOVED);
    assertThat(reports.verify(report)).isEqualTo(MacVerdict.WRONG);
    report.setMacVersion(2);
    assertThat(reports.verify(report)).isEqualTo(MacVerdict.UNKNOWN_VERSION);
    report.setMac(null);
    assertThat(reports.verify(report)).isEqualTo(MacVerdict.ABSENT);
  }

  @Test
  void isOfOneCluster() {
    RecordMac<Outcome> other = RecordMac.ofOutcomes("green", RING);
    assertThat(other.verify(outcomes.sign(outcome()))).isEqualTo(MacVerdict.WRONG);
  }
}
