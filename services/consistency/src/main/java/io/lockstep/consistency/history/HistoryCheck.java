package io.lockstep.consistency.history;

import io.lockstep.consistency.check.Budget;
import io.lockstep.consistency.check.Linearizability;
import io.lockstep.consistency.check.Operation;
import io.lockstep.consistency.check.Register;
import io.lockstep.consistency.check.Register.Action;
import io.lockstep.consistency.check.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What the check of a whole history has found.
 *
 * @param keys how many keys it has
 * @param operations how many operations were placed in an order, of all keys
 * @param broken a text for each key that has no order
 * @param unknown a text for each key whose check used up its budget
 */
public record HistoryCheck(int keys, int operations, List<String> broken, List<String> unknown) {
  /** Copies the lists. */
  public HistoryCheck {
    broken = List.copyOf(broken);
    unknown = List.copyOf(unknown);
  }

  /** Checks the linearizable calls of a history, each key with the budget. */
  public static HistoryCheck of(List<Call> calls, Budget budget) {
    List<String> broken = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    int placed = 0;
    var keys = Registers.byKey(calls);
    for (var key : keys.entrySet()) {
      List<Operation<Action>> operations = key.getValue();
      Verdict<Action> verdict = Linearizability.check(new Register(), operations, budget);
      switch (verdict.kind()) {
        case LINEARIZABLE -> placed += verdict.order().size();
        case NOT_LINEARIZABLE -> broken.add(KeyReport.of(key.getKey(), operations, verdict));
        case UNKNOWN -> unknown.add(KeyReport.of(key.getKey(), operations, verdict));
      }
    }
    return new HistoryCheck(keys.size(), placed, broken, unknown);
  }

  /** Whether every key has an order. */
  public boolean isLinearizable() {
    return broken.isEmpty() && unknown.isEmpty();
  }

  @Override
  public String toString() {
    String text =
        "%d keys, %d operations placed, %d keys without an order, %d unclear"
            .formatted(keys, operations, broken.size(), unknown.size());
    return String.join("\n", text, String.join("\n", broken), String.join("\n", unknown)).strip();
  }
}
