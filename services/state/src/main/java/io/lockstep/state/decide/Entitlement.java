package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.schema.PromotionEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which entry of the promotion order is whose. An entry is for the member with its host and, in its
 * administration's URL, its port, since several nodes may be on one host. Where no member has the
 * port, an entry is still for the one member of its host that no other entry is for: people write
 * files with ports of their own. Pure.
 */
final class Entitlement {
  private Entitlement() {}

  /** Members by the number of their entry in the order; whom no entry is for is not in it. */
  static Map<Integer, Member> of(List<PromotionEntry> order, List<Member> members) {
    Map<String, Member> byPlace = new HashMap<>();
    Map<String, List<Member>> byHost = new HashMap<>();
    for (Member member : members) {
      byPlace.putIfAbsent(Hosts.place(member.getHost(), member.getAdminUrl()), member);
      byHost.computeIfAbsent(Hosts.normal(member.getHost()), host -> new ArrayList<>()).add(member);
    }
    Map<Integer, Member> byEntry = new HashMap<>();
    Set<String> placed = new HashSet<>();
    for (int i = 0; i < order.size(); i++) {
      Member member = byPlace.get(Hosts.place(order.get(i).getHost(), order.get(i).getUrl()));
      if (member != null && placed.add(member.getId())) {
        byEntry.put(i, member);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      if (!byEntry.containsKey(i)) {
        List<Member> left =
            byHost.getOrDefault(Hosts.normal(order.get(i).getHost()), List.of()).stream()
                .filter(member -> !placed.contains(member.getId()))
                .toList();
        if (left.size() == 1) {
          placed.add(left.get(0).getId());
          byEntry.put(i, left.get(0));
        }
      }
    }
    return byEntry;
  }
}
