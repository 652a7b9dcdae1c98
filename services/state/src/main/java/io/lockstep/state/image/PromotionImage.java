package io.lockstep.state.image;

import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.PromotionEntry;
import io.lockstep.schema.PromotionOrderChanged;
import io.lockstep.schema.PromotionReason;
import java.util.List;
import java.util.Optional;

/** Who is primary, in which term, and who takes over. */
public record PromotionImage(EntityMap entities) {
  /** Number of the term; 0 before the first. */
  public long epoch() {
    return term().map(PrimaryPromoted::getEpoch).orElse(0L);
  }

  /** The node that decides. */
  public Optional<String> primary() {
    return term().map(PrimaryPromoted::getNode);
  }

  /** How the term began. */
  public Optional<PrimaryPromoted> term() {
    return entities.get(EntityKeys.PRIMARY).map(entity -> entity.payload(PrimaryPromoted.class));
  }

  /**
   * Whether somebody promoted the primary by hand, so that a failback leaves it its role. Ends with
   * the term: by a failover, a hand-over or another promotion.
   */
  public boolean pinned() {
    return term().filter(term -> term.getReason() == PromotionReason.MANUAL).isPresent();
  }

  /** The order of succession, with entries that are commented out. */
  public List<PromotionEntry> order() {
    return ordered().map(PromotionOrderChanged::getEntries).orElse(List.of());
  }

  /** Comment lines after the last entry. */
  public List<String> trailer() {
    return ordered().map(PromotionOrderChanged::getTrailer).orElse(List.of());
  }

  private Optional<PromotionOrderChanged> ordered() {
    return entities
        .get(EntityKeys.PROMOTION_ORDER)
        .map(entity -> entity.payload(PromotionOrderChanged.class));
  }
}
