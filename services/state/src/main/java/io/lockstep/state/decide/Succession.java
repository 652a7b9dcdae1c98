package io.lockstep.state.decide;

import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may become primary, and in which order. Pure. */
public final class Succession {
  private Succession() {}

  /**
   * The nodes that may become primary, the first first: the enabled entries of the promotion order
   * that are members in duty, then members in duty that the order does not name, by the age of
   * their membership, so that a cluster whose order names nobody is not without a successor.
   * Entries that are commented out are never promoted.
   */
  public static List<String> ranked(ClusterImage image) {
    List<Member> members =
        new ArrayList<>(
            image.members().present().stream().filter(m -> mayBePromoted(image, m)).toList());
    members.sort(Comparator.comparingLong(member -> revision(image, member)));
    Set<String> ranked = new LinkedHashSet<>();
    Set<String> never = new LinkedHashSet<>();
    for (PromotionEntry entry : image.promotion().order()) {
      members.stream()
          .filter(member -> names(entry, member))
          .forEach(member -> (entry.getEnabled() ? ranked : never).add(member.getId()));
    }
    members.stream().map(Member::getId).filter(id -> !never.contains(id)).forEach(ranked::add);
    return List.copyOf(ranked);
  }

  private static boolean mayBePromoted(ClusterImage image, Member member) {
    return member.getState() == MemberState.ACTIVE
        && member.getFormatLevel() >= image.formatLevel();
  }

  private static long revision(ClusterImage image, Member member) {
    return image.entity(EntityKeys.node(member.getId())).orElseThrow().revision();
  }

  private static boolean names(PromotionEntry entry, Member member) {
    return Hosts.normal(entry.getHost()).equals(Hosts.normal(member.getHost()));
  }

  /** The order with a new member at its end; empty if it is there already. */
  static Optional<PromotionOrderChanged> with(ClusterImage image, Member member) {
    if (image.promotion().order().stream().anyMatch(entry -> names(entry, member))) {
      return Optional.empty();
    }
    List<PromotionEntry> entries = new ArrayList<>(image.promotion().order());
    entries.add(
        PromotionEntry.newBuilder().setHost(member.getHost()).setUrl(member.getAdminUrl()).build());
    return Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }

  /** The order without a member; empty if it is not there. */
  static Optional<PromotionOrderChanged> without(ClusterImage image, Member member) {
    List<PromotionEntry> entries =
        image.promotion().order().stream().filter(entry -> !names(entry, member)).toList();
    return entries.size() == image.promotion().order().size()
        ? Optional.empty()
        : Optional.of(new PromotionOrderChanged(entries, image.promotion().trailer()));
  }
}
