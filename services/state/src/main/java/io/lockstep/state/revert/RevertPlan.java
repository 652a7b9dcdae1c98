package io.lockstep.state.revert;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The way back to an earlier state, as data.
 *
 * @param steps in an order in which each can be decided: what is named before what names it
 * @param left what differs and stays as it is, ordered by key
 */
public record RevertPlan(List<RevertStep> steps, List<NotReverted> left) {
  /** Copies the lists. */
  public RevertPlan {
    steps = List.copyOf(steps);
    left = List.copyOf(left);
  }

  /** The same without the step of an entity, which stays as it is. */
  public RevertPlan without(String key, String why) {
    Predicate<RevertStep> isIt = step -> step.change().entity().key().equals(key);
    List<NotReverted> more = new ArrayList<>(left);
    steps.stream().filter(isIt).forEach(s -> more.add(new NotReverted(s.change().entity(), why)));
    more.sort((one, other) -> one.entity().key().compareTo(other.entity().key()));
    return new RevertPlan(steps.stream().filter(isIt.negate()).toList(), more);
  }
}
