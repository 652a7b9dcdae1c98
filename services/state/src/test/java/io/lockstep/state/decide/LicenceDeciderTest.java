package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.InstallLicence;
import io.lockstep.schema.Licence;
import io.lockstep.schema.RemoveLicence;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class LicenceDeciderTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void aLicenceIsInstalledReplacedAndRemoved() {
    cluster.accept(licence("n2", "Ad Hoc", 5));
    cluster.accept(licence("n2", "Ad Hoc", 7));
    assertThat(cluster.accept(licence("n2", "Ad Hoc", 7))).isEmpty();

    assertThat(cluster.image().trust().licence("n2", "Ad Hoc").orElseThrow().getCap()).isEqualTo(7);
    assertThat(cluster.image().trust().licences()).hasSize(1);
    cluster.accept(
        operation(new RemoveLicence("n2", "Ad Hoc"), cluster.revisionOf("licence/n2/Ad Hoc")));
    assertThat(cluster.image().trust().licences()).isEmpty();
    assertThat(cluster.refuse(new RemoveLicence("n2", "Ad Hoc")).getCode())
        .isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void itIsForAMemberAndAProductWithAName() {
    assertThat(cluster.refuse(licence("n9", "p", null)).getCode()).isEqualTo(Codes.NOT_FOUND);
    for (String product : List.of("", "a/b", " a", "é", "x".repeat(101))) {
      assertThat(cluster.refuse(licence("n1", product, null)).getCode())
          .isEqualTo("invalid-licence");
    }
    assertThat(cluster.refuse(licence("a/b", "p", null)).getCode()).isEqualTo("invalid-licence");
  }

  @Test
  void aCapAllowsOneNodeAtLeast() {
    assertThat(cluster.refuse(licence("n1", "p", 0)).getCode()).isEqualTo("invalid-licence");
    assertThat(cluster.refuse(licence("n1", "p", -1)).getMessage()).contains("-1 nodes");
    cluster.accept(licence("n1", "p", 1));
  }

  @Test
  void itsTextIsSealedAndBounded() {
    InstallLicence large = licence("n1", "p", null);
    large.getLicence().setContent(Samples.envelope(1));
    cluster.accept(large);
    large.getLicence().getContent().setCiphertext(ByteBuffer.allocate(300_000));

    assertThat(cluster.refuse(large).getCode()).isEqualTo(Codes.VALUE_TOO_LARGE);
  }

  private static InstallLicence licence(String node, String product, Integer cap) {
    return new InstallLicence(
        Licence.newBuilder().setNode(node).setProduct(product).setCap(cap).build());
  }
}
