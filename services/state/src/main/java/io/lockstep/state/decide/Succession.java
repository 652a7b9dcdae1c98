package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who may become primary, and in which order. Pure. */
public final class Succession {
  private Succession() {}

  /**
   * The nodes that may become primary, the first first: the enabled entries of the promotion order
   * that are members in duty, then members in duty that the order does not name, those that have
   * not changed for longest first, so that a cluster whose order names nobody is not without a
   * successor. Entries that are commented out are never promoted.
   */
  public static List<String> ranked(ClusterImage image) {
    Map<String, Member> byHost = new LinkedHashMap<>();
    image.members().present().stream()
        .filter(member -> mayBePromoted(image, member))
        .sorted(Comparator.comparingLong(member -> revision(image, member)))
        .forEach(member -> byHost.put(Hosts.normal(member.getHost()), member));
    List<String> ranked = new ArrayList<>(byHost.size());
    Set<String> listed = new HashSet<>();
    for (PromotionEntry entry : image.promotion().order()) {
      String host = Hosts.normal(entry.getHost());
      Member member = byHost.get(host);
      if (member != null && listed.add(host) && entry.getEnabled()) {
        ranked.add(member.getId());
      }
    }
    byHost.forEach(
        (host, member) -> {
          if (!listed.contains(host)) {
            ranked.add(member.getId());
          }
        });
    return List.copyOf(ranked);
  }

  private static boolean mayBePromoted(ClusterImage image, Member member) {
    return member.getState() == MemberState.ACTIVE
        && member.getFormatLevel() >= image.formatLevel();
  }

  private static long revision(ClusterImage image, Member member) {
    return image.entity(EntityKeys.node(member.getId())).orElseThrow().revision();
  }

  /** Place of a member's entry in the order; -1 if it has none. */
  private static int place(List<PromotionEntry> order, Member member) {
    String host = Hosts.normal(member.getHost());
    for (int i = 0; i < order.size(); i++) {
      if (Hosts.normal(order.get(i).getHost()).equals(host)) {
        return i;
      }
    }
    return -1;
  }

  /** The order with a new member at its end; empty if it is there already. */
  static Optional<PromotionOrderChanged> with(ClusterImage image, Member member) {
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    if (place(entries, member) >= 0) {
      return Optional.empty();
    }
    entries.add(
        PromotionEntry.newBuilder().setHost(member.getHost()).setUrl(member.getAdminUrl()).build());
    return Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }

  /** The order without a member; empty if it is not there. */
  static Optional<PromotionOrderChanged> without(ClusterImage image, Member member) {
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    int at = place(entries, member);
    if (at < 0) {
      return Optional.empty();
    }
    entries.remove(at);
    return Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }

  /**
   * The order in which a member whose host changed keeps its place, commented out or not; empty if
   * its host is the same, or the old one is not there, or the new one is.
   */
  static Optional<PromotionOrderChanged> moved(ClusterImage image, Member from, Member to) {
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    int at = place(entries, from);
    if (at < 0 || place(entries, to) >= 0) {
      return Optional.empty();
    }
    PromotionEntry entry =
        PromotionEntry.newBuilder(entries.get(at))
            .setHost(to.getHost())
            .setUrl(to.getAdminUrl())
            .build();
    entries.set(at, entry);
    return Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }
}
