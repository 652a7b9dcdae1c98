package io.lockstep.node.preflight;

import io.lockstep.materialize.check.CheckResult;
import io.lockstep.materialize.check.Verdict;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.state.decide.HostClash;
import io.lockstep.state.image.ClusterImage;
import java.util.Optional;

/** Whether another member is already where a node wants to join, which the cluster would refuse. */
final class JoinCheck {
  private JoinCheck() {}

  static CheckResult of(NodeSettings settings, ClusterImage image) {
    String machine = MachineName.own();
    Member member =
        Member.newBuilder()
            .setId(settings.node())
            .setHost(settings.host(machine))
            .setUrl(settings.url(machine))
            .setAdminUrl(settings.adminUrl(machine))
            .setSoftwareVersion(SoftwareVersion.own())
            .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
            .setState(MemberState.ACTIVE)
            .build();
    Optional<String> clash = HostClash.of(image, member);
    return new CheckResult(
        "place",
        member.getHost() + " " + member.getUrl(),
        clash.isPresent() ? Verdict.FAIL : Verdict.PASS,
        clash.map(text -> text.substring(0, text.indexOf(';'))).orElse("no other member is there"),
        clash
            .map(
                text ->
                    "give each its own host, or on one host ports of its own: http.port and"
                        + " node.admin.url")
            .orElse(""),
        0);
  }
}
