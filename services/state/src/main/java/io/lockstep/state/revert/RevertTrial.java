package io.lockstep.state.revert;

import io.lockstep.schema.Operation;
import io.lockstep.schema.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds out what of a plan would be accepted, by asking who decides, without writing anything.
 *
 * @param plan the steps that would be accepted together; the others are left with their reason
 * @param refusal why even those would be refused; empty if they would be accepted
 */
public record RevertTrial(RevertPlan plan, Optional<Refusal> refusal) {
  /** Each refused step costs a decision of all the others. */
  private static final int MOST_REFUSED = 1_000;

  /**
   * Tries a plan, and leaves steps out until it is accepted.
   *
   * @param decide says why a set of operations would be refused
   */
  public static RevertTrial of(
      RevertPlan plan, Function<List<Operation>, Optional<Refusal>> decide) {
    RevertPlan rest = plan;
    for (int refused = 0; ; refused++) {
      Optional<Refusal> refusal =
          rest.steps().isEmpty()
              ? Optional.empty()
              : decide.apply(rest.steps().stream().map(RevertStep::operation).toList());
      if (refusal.isEmpty() || refusal.get().getEntity() == null || refused == MOST_REFUSED) {
        return new RevertTrial(rest, refusal);
      }
      RevertPlan fewer = rest.without(refusal.get().getEntity(), refusal.get().getMessage());
      if (fewer.steps().size() == rest.steps().size()) {
        return new RevertTrial(rest, refusal);
      }
      rest = fewer;
    }
  }
}
