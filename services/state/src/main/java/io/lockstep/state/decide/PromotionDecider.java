package io.lockstep.state.decide;

import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromoteNode;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import io.lockstep.schema.SetPromotionOrder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides who is primary and who may become it. */
final class PromotionDecider {
  private static final int MAX_ENTRIES = 10_000;

  private PromotionDecider() {}

  static List<Object> order(ClusterImage image, SetPromotionOrder order) {
    if (order.getEntries().size() > MAX_ENTRIES) {
      throw invalid(
          "an order has at most %d entries, this one has %d; leave some out"
              .formatted(MAX_ENTRIES, order.getEntries().size()));
    }
    Set<String> places = new HashSet<>();
    Set<String> known = known(image);
    for (PromotionEntry entry : order.getEntries()) {
      requireEntry(entry, known);
      if (!places.add(Hosts.place(entry.getHost(), entry.getUrl()))) {
        throw new RefusedException(
            Codes.DUPLICATE_HOST,
            EntityKeys.PROMOTION_ORDER,
            "host %s with port %d stands twice in the promotion order; keep one of the entries"
                .formatted(Texts.shortened(entry.getHost()), Hosts.port(entry.getUrl())));
      }
    }
    requireLines(order.getTrailer());
    return List.of(new PromotionOrderChanged(order.getEntries(), order.getTrailer()));
  }

  /** Hosts that are there already: older logs have others than are taken now. */
  private static Set<String> known(ClusterImage image) {
    Set<String> known = new HashSet<>();
    image.members().present().forEach(member -> known.add(member.getHost()));
    image.promotion().order().forEach(entry -> known.add(entry.getHost()));
    return known;
  }

  private static void requireEntry(PromotionEntry entry, Set<String> known) {
    if (!HostForm.isHost(entry.getHost()) && !known.contains(entry.getHost())) {
      throw invalid(
          "\"%s\" is no host: %s".formatted(Texts.shortened(entry.getHost()), HostForm.WANTED));
    }
    if (Hosts.address(entry.getUrl()).isEmpty()) {
      throw invalid(
          "\"%s\" of host %s is no absolute http or https URL; write https://host:port"
              .formatted(Texts.shortened(entry.getUrl()), Texts.shortened(entry.getHost())));
    }
    requireLines(entry.getComments());
  }

  /** A line end in a comment would make an entry of what follows it. */
  private static void requireLines(List<String> comments) {
    for (String comment : comments) {
      if (comment.indexOf('\n') >= 0 || comment.indexOf('\r') >= 0) {
        throw invalid(
            "the comment \"%s\" has a line end; write each line as a comment of its own"
                .formatted(Texts.shortened(comment)));
      }
      Texts.requireUnicode(EntityKeys.PROMOTION_ORDER, "a comment", comment);
    }
  }

  static List<Object> promote(ClusterImage image, PromoteNode promote, Observations observations) {
    String id = promote.getId();
    String entity = EntityKeys.node(Texts.shortened(id));
    if (promote.getReason() == PromotionReason.FOUNDING) {
      throw new RefusedException(
          Codes.INVALID_REQUEST,
          entity,
          "a promotion cannot be asked for as FOUNDING; ask as MANUAL, FAILBACK or FAILOVER");
    }
    if (image.members().present(id).isEmpty()) {
      throw new RefusedException(
          Codes.NOT_FOUND,
          entity,
          "there is no node \"%s\" in the cluster; lockstep node list names them"
              .formatted(Texts.shortened(id)));
    }
    if (image.promotion().primary().equals(Optional.of(id))
        && !changesThePin(image, promote.getReason())) {
      return List.of();
    }
    requireFirst(image, promote);
    if (!Succession.ranked(image).contains(id)) {
      throw new RefusedException(
          Codes.NOT_ENTITLED,
          entity,
          "node \"%s\" cannot become primary: it is drained, or its entry in the promotion order is"
                  .formatted(id)
              + " commented out; resume it or change the order first");
    }
    Optional<String> unfit = observations.unfit(id);
    if (unfit.isPresent()) {
      throw new RefusedException(
          Codes.NODE_NOT_ALIVE,
          entity,
          "node \"%s\" cannot become primary: it %s; lockstep doctor says what to do"
              .formatted(id, unfit.get()));
    }
    if (!observations.alive(id)) {
      throw new RefusedException(
          Codes.NODE_NOT_ALIVE,
          entity,
          "node \"%s\" has not reported within %s ms (Cluster.connectionTimeout); start it first%s"
              .formatted(
                  id,
                  KnownParameters.shared(image, KnownParameters.CONNECTION_TIMEOUT),
                  promote.getReason() == PromotionReason.FAILBACK && image.promotion().pinned()
                      ? ", or let it take over once it is back: lockstep primary unpin"
                      : ""));
    }
    long lag = observations.lag(id);
    if (lag > 0) {
      throw new RefusedException(
          Codes.NODE_LAGS,
          entity,
          "node \"%s\" is %s events behind revision %d; wait until it has caught up"
              .formatted(id, lag == Long.MAX_VALUE ? "all" : Long.toString(lag), image.revision()));
    }
    return List.of(promoted(image, id, promote.getReason()));
  }

  /**
   * A failback goes to the first of the order, or to the present primary, whose pin it lifts. Who
   * asked may have seen another order or another primary.
   */
  private static void requireFirst(ClusterImage image, PromoteNode promote) {
    List<String> ranked = Succession.ranked(image);
    if (promote.getReason() != PromotionReason.FAILBACK
        || ranked.isEmpty()
        || ranked.get(0).equals(promote.getId())
        || image.promotion().primary().equals(Optional.of(promote.getId()))) {
      return;
    }
    throw new RefusedException(
        Codes.NOT_ENTITLED,
        EntityKeys.node(promote.getId()),
        "a failback goes to \"%s\", the first of the promotion order, not to \"%s\"; ask again, or hand the role over: lockstep primary promote %s"
            .formatted(ranked.get(0), promote.getId(), promote.getId()));
  }

  /**
   * Whether asking for the present primary again says something new: it shall keep the role when
   * the first of the order comes back, or need not any more. That takes a term of its own, since
   * the reason of a term is what pins.
   */
  private static boolean changesThePin(ClusterImage image, PromotionReason reason) {
    if (image.promotion().pinned()) {
      return reason == PromotionReason.FAILBACK;
    }
    return reason == PromotionReason.MANUAL
        && KnownParameters.shared(image, KnownParameters.FAILBACK).equals("preferred");
  }

  static PrimaryPromoted promoted(ClusterImage image, String node, PromotionReason reason) {
    return PrimaryPromoted.newBuilder()
        .setEpoch(image.promotion().epoch() + 1)
        .setNode(node)
        .setPrevious(image.promotion().primary().orElse(null))
        .setReason(reason)
        .build();
  }

  private static RefusedException invalid(String message) {
    return new RefusedException(Codes.INVALID_ORDER, EntityKeys.PROMOTION_ORDER, message);
  }
}
