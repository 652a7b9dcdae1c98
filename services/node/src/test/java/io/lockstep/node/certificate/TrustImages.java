package io.lockstep.node.certificate;

import io.lockstep.schema.Certificate;
import io.lockstep.schema.CertificateImported;
import io.lockstep.schema.CertificateRemoved;
import io.lockstep.schema.ClusterFounded;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Envelope;
import io.lockstep.schema.Event;
import io.lockstep.schema.Member;
import io.lockstep.schema.NodeJoined;
import io.lockstep.schema.TrustAnchor;
import io.lockstep.schema.TrustAnchorPublished;
import io.lockstep.schema.TrustAnchorRemoved;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.Replay;
import java.time.Instant;
import java.util.List;

/** Images with certificates, a payload at a time. Immutable. */
record TrustImages(ClusterImage image) {
  static final String CLUSTER = "c1";

  static TrustImages founded() {
    return new TrustImages(ClusterImage.EMPTY)
        .with(
            ClusterFounded.newBuilder()
                .setCluster(CLUSTER)
                .setSecretFingerprint("f")
                .setFirstNode("n1")
                .build());
  }

  TrustImages member(Member member) {
    return with(new NodeJoined(member));
  }

  TrustImages certificate(Certificate certificate) {
    return with(new CertificateImported(certificate));
  }

  TrustImages withoutCertificate(String alias) {
    return with(new CertificateRemoved(alias));
  }

  TrustImages anchor(TrustAnchor anchor) {
    return with(new TrustAnchorPublished(anchor));
  }

  TrustImages withoutAnchor(String id) {
    return with(new TrustAnchorRemoved(id));
  }

  TrustImages set(String key, String value) {
    return with(ConfigurationChanged.newBuilder().setKey(key).setValue(value).build());
  }

  TrustImages seal(String key, Envelope envelope) {
    return with(
        ConfigurationChanged.newBuilder().setKey(key).setValue("").setSealed(envelope).build());
  }

  private TrustImages with(Object payload) {
    Event event =
        Event.newBuilder()
            .setCluster(CLUSTER)
            .setRevision(image.revision() + 1)
            .setEpoch(1)
            .setChangeId("x")
            .setChangeIndex(0)
            .setChangeSize(1)
            .setTime(Instant.EPOCH)
            .setOrigin("n1")
            .setActor("test")
            .setPayload(payload)
            .build();
    return new TrustImages(Replay.apply(image, List.of(event)));
  }
}
