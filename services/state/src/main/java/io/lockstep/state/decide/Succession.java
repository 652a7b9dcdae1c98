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
    List<Member> members = new ArrayList<>(image.members().present());
    members.sort(Comparator.comparingLong(member -> revision(image, member)));
    List<PromotionEntry> order = image.promotion().order();
    Map<Integer, Member> byEntry = Entitlement.of(order, members);
    List<Member> ranked = new ArrayList<>(members.size());
    for (int i = 0; i < order.size(); i++) {
      if (byEntry.containsKey(i) && order.get(i).getEnabled()) {
        ranked.add(byEntry.get(i));
      }
    }
    Set<String> listed = new HashSet<>();
    byEntry.values().forEach(member -> listed.add(member.getId()));
    members.stream().filter(member -> !listed.contains(member.getId())).forEach(ranked::add);
    return ranked.stream()
        .filter(member -> mayBePromoted(image, member))
        .map(Member::getId)
        .toList();
  }

  private static boolean mayBePromoted(ClusterImage image, Member member) {
    return member.getState() == MemberState.ACTIVE
        && member.getFormatLevel() >= image.formatLevel();
  }

  private static long revision(ClusterImage image, Member member) {
    return image.entity(EntityKeys.node(member.getId())).orElseThrow().revision();
  }

  /** Place of a member's entry in the order, where these are the members; -1 if it has none. */
  private static int place(List<PromotionEntry> order, List<Member> members, Member member) {
    return Entitlement.of(order, members).entrySet().stream()
        .filter(entry -> entry.getValue().getId().equals(member.getId()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(-1);
  }

  /** The members, with one as it shall be. */
  private static List<Member> members(ClusterImage image, Member as) {
    List<Member> members = new ArrayList<>(image.members().present());
    members.removeIf(member -> member.getId().equals(as.getId()));
    members.add(as);
    return members;
  }

  /** The order with a new member at its end; empty if it is there already. */
  static Optional<PromotionOrderChanged> with(ClusterImage image, Member member) {
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    if (place(entries, members(image, member), member) >= 0) {
      return Optional.empty();
    }
    entries.add(
        PromotionEntry.newBuilder().setHost(member.getHost()).setUrl(member.getAdminUrl()).build());
    return Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }

  /** The order without a member; empty if it is not there. */
  static Optional<PromotionOrderChanged> without(ClusterImage image, Member member) {
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    int at = place(entries, members(image, member), member);
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
    int at = place(entries, members(image, from), from);
    if (at < 0 || place(entries, members(image, to), to) >= 0) {
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
