package io.lockstep.state.decide;

import static io.lockstep.state.testing.Samples.anchor;
import static io.lockstep.state.testing.Samples.operation;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.PublishTrustAnchor;
import io.lockstep.schema.Refusal;
import io.lockstep.schema.RemoveTrustAnchor;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.state.testing.Cluster;
import io.lockstep.state.testing.Samples;
import java.nio.ByteBuffer;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustAnchorDeciderTest {
  private final Cluster cluster = Cluster.ofThree();

  @Test
  void anAuthorityIsPublishedOnceAndRemoved() {
    TrustAnchor anchor = anchor("ca");

    assertThat(cluster.accept(publish(anchor))).hasSize(1);
    assertThat(cluster.accept(publish(anchor("ca")))).isEmpty();

    assertThat(cluster.image().trust().trustAnchors()).containsExactly(anchor);
    assertThat(cluster.image().trust().trustAnchor(anchor.getId())).contains(anchor);
    cluster.accept(operation(new RemoveTrustAnchor(anchor.getId()), revision(anchor)));
    assertThat(cluster.image().trust().trustAnchors()).isEmpty();
    assertThat(cluster.refuse(new RemoveTrustAnchor(anchor.getId())).getCode())
        .isEqualTo(Codes.NOT_FOUND);
  }

  @Test
  void itsNameIsTheHashOfItsBytes() {
    TrustAnchor other = anchor("ca");
    other.setId(anchor("other").getId());

    Refusal refusal = cluster.refuse(publish(other));

    assertThat(refusal.getCode()).isEqualTo("invalid-certificate");
    assertThat(refusal.getMessage()).contains(other.getId(), anchor("ca").getId());
    other.setId(anchor("ca").getId().toUpperCase(Locale.ROOT));
    assertThat(cluster.refuse(publish(other)).getCode()).isEqualTo("invalid-certificate");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_537})
  void itsCertificateHasBounds(int length) {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    TrustAnchor anchor = new TrustAnchor(Hashes.id(bytes), null, bytes);

    assertThat(cluster.refuse(publish(anchor)).getCode()).isEqualTo("invalid-certificate");
  }

  @Test
  void aNodePublishesItsOwnAlone() {
    TrustAnchor own = anchor("ca");
    own.setOwner("n2");

    assertThat(cluster.refuse(publish(own)).getMessage()).contains("\"n1\"", "\"n2\"");
    assertThat(cluster.submit("n2", publish(own)).events()).hasSize(1);
  }

  @Test
  void theBytesOfACommandStayAsTheyWere() {
    TrustAnchor anchor = anchor("ca");

    cluster.accept(publish(anchor));

    assertThat(anchor.getCertificate()).isEqualTo(Samples.bytes("ca"));
  }

  private static PublishTrustAnchor publish(TrustAnchor anchor) {
    return new PublishTrustAnchor(anchor);
  }

  private long revision(TrustAnchor anchor) {
    return cluster.revisionOf("trust-anchor/" + anchor.getId());
  }
}
