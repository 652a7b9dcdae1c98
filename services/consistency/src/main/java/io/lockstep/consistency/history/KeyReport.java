package io.lockstep.consistency.history;

import io.lockstep.consistency.check.Model;
import io.lockstep.consistency.check.Operation;
import io.lockstep.consistency.check.Register;
import io.lockstep.consistency.check.Register.Action;
import io.lockstep.consistency.check.Register.State;
import io.lockstep.consistency.check.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Says for people why the operations of a key have no order. */
final class KeyReport {
  /** Placed operations that are shown; those before them are as they should be. */
  private static final int SHOWN = 12;

  private static final Model<State, Action> MODEL = new Register();

  private KeyReport() {}

  static String of(String key, List<Operation<Action>> operations, Verdict<Action> verdict) {
    StringBuilder text = new StringBuilder();
    text.append("key ").append(key).append(": ");
    text.append(operations.size()).append(" operations, ");
    text.append(
        verdict.kind() == Verdict.Kind.UNKNOWN
            ? "the check gave up; times in ms\n"
            : "no order of them is possible; times in ms\n");
    List<Operation<Action>> order = verdict.order();
    int first = Math.max(0, order.size() - SHOWN);
    text.append("  the longest order has ").append(order.size()).append(", it ends with:\n");
    State state = MODEL.initial();
    for (int i = 0; i < order.size(); i++) {
      state = MODEL.step(state, order.get(i).what()).orElse(state);
      if (i >= first) {
        text.append("    ").append(line(order.get(i))).append('\n');
      }
    }
    text.append("  behind it the parameter is ").append(state).append(", and impossible is:\n");
    verdict.blocked().ifPresent(it -> text.append("  X ").append(line(it)).append('\n'));
    text.append("  concurrent with that, and not placed either:\n");
    others(operations, verdict).forEach(it -> text.append("    ").append(line(it)).append('\n'));
    return text.toString();
  }

  private static List<Operation<Action>> others(
      List<Operation<Action>> operations, Verdict<Action> verdict) {
    Set<Operation<Action>> placed = new HashSet<>(verdict.order());
    long until = verdict.blocked().map(Operation::end).orElse(Operation.NEVER);
    return operations.stream()
        .filter(it -> !placed.contains(it) && it.call() <= until)
        .filter(it -> verdict.blocked().stream().noneMatch(it::equals))
        .sorted(Comparator.comparingLong(Operation::call))
        .limit(SHOWN)
        .toList();
  }

  private static String line(Operation<Action> operation) {
    String end = operation.isCompleted() ? millis(operation.end()) : "no answer";
    return "%10s - %10s  %s".formatted(millis(operation.call()), end, operation.what());
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
  }
}
