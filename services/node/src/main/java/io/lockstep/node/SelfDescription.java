package io.lockstep.node;

import io.lockstep.node.preflight.MachineName;
import io.lockstep.node.preflight.SoftwareVersion;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.image.ClusterImage;

/** The node as it presents itself to the cluster. */
final class SelfDescription {
  private SelfDescription() {}

  static Member of(NodeSettings settings, NodeTrust trust) {
    String machine = MachineName.own();
    return Member.newBuilder()
        .setId(settings.node())
        .setHost(settings.host(machine))
        .setUrl(settings.url(machine))
        .setAdminUrl(settings.adminUrl(machine))
        .setSite(settings.site().orElse(null))
        .setRoles(settings.roles())
        .setAttributes(settings.attributes())
        .setSoftwareVersion(SoftwareVersion.own())
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setState(MemberState.ACTIVE)
        .setPublicKey(trust.publicKey())
        .setSealingKey(trust.sealingKey())
        .setSecretFingerprint(trust.fingerprint())
        .build();
  }
}
