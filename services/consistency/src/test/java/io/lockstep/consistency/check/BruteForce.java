package io.lockstep.consistency.check;

import java.util.ArrayList;
import java.util.List;

/** Tries every order of a short history, by the definition and nothing else. */
final class BruteForce {
  private BruteForce() {}

  static <S, O> boolean isLinearizable(Model<S, O> model, List<Operation<O>> operations) {
    return extend(model, model.initial(), operations);
  }

  private static <S, O> boolean extend(Model<S, O> model, S state, List<Operation<O>> left) {
    if (left.stream().noneMatch(Operation::isCompleted)) {
      return true;
    }
    for (Operation<O> next : left) {
      // Next may be what nothing else has ended before.
      if (left.stream().anyMatch(other -> other.end() < next.call())) {
        continue;
      }
      List<Operation<O>> rest = new ArrayList<>(left);
      rest.remove(next);
      var after = model.step(state, next.what());
      if (after.isPresent() && extend(model, after.get(), rest)) {
        return true;
      }
    }
    return false;
  }
}
