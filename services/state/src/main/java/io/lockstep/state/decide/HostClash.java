package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.state.image.ClusterImage;
import java.util.Optional;

/** Two members in one place: several nodes of one host need ports of their own. Pure. */
public final class HostClash {
  private HostClash() {}

  /** Why a node cannot be where it says, in words; empty where no other member is there. */
  public static Optional<String> of(ClusterImage image, Member member) {
    return image.members().present().stream()
        .filter(other -> !other.getId().equals(member.getId()))
        .filter(other -> same(other, member))
        .findFirst()
        .map(
            other ->
                "node \"%s\" has host %s, address %s and administration %s, but node \"%s\" has host"
                        .formatted(
                            member.getId(),
                            member.getHost(),
                            member.getUrl(),
                            member.getAdminUrl(),
                            other.getId())
                    + " %s, address %s and administration %s; give each its own host, or on one"
                        .formatted(other.getHost(), other.getUrl(), other.getAdminUrl())
                    + " host a port of its own in both (http.port, node.admin.url)");
  }

  /** Several nodes of one host differ in the ports of their APIs and of their products. */
  private static boolean same(Member one, Member other) {
    boolean sameHost = Hosts.normal(one.getHost()).equals(Hosts.normal(other.getHost()));
    return Hosts.address(one.getUrl()).equals(Hosts.address(other.getUrl()))
        || sameHost
            && (Hosts.port(one.getUrl()) == Hosts.port(other.getUrl())
                || Hosts.port(one.getAdminUrl()) == Hosts.port(other.getAdminUrl()));
  }
}
