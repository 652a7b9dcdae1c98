package io.lockstep.consistency.history;

import io.lockstep.consistency.check.Operation;
import io.lockstep.consistency.check.Register;
import io.lockstep.consistency.check.Register.Action;
import io.lockstep.consistency.check.Register.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes operations on registers of calls, key by key. Each call writes another value, so who saw a
 * value tells which call wrote it, and at which revision.
 *
 * <p>Of a call whose outcome is not known two things can be said. If its value was seen, it
 * happened, at that revision, at any time behind its call. If nobody saw it, it is left out: as no
 * read shows it, no conflict names it and no compare-and-set could expect its revision, the other
 * calls have an order with it if and only if they have one without it.
 */
public final class Registers {
  private final Map<String, Long> revisions = new HashMap<>();

  private Registers(List<Call> calls) {
    for (Call call : calls) {
      if (seen(call) != null) {
        revisions.putIfAbsent(call.value(), call.revision());
      }
    }
  }

  private static String seen(Call call) {
    return switch (call.outcome()) {
      case CONFLICT -> call.value();
      case DONE -> call.kind() == Call.Kind.READ ? call.value() : null;
      case NOT_DONE, UNKNOWN -> null;
    };
  }

  /** The operations of each key, for {@link Register}; local reads are none. */
  public static Map<String, List<Operation<Action>>> byKey(List<Call> calls) {
    Registers registers = new Registers(calls);
    Map<String, List<Operation<Action>>> keys = new TreeMap<>();
    for (Call call : calls) {
      List<Operation<Action>> operations =
          keys.computeIfAbsent(call.key(), key -> new ArrayList<>());
      registers.operation(call).ifPresent(operations::add);
    }
    return keys;
  }

  private Optional<Operation<Action>> operation(Call call) {
    if (call.kind() == Call.Kind.LOCAL_READ) {
      return Optional.empty();
    }
    return switch (call.outcome()) {
      case NOT_DONE -> Optional.empty();
      case UNKNOWN -> unknown(call);
      case CONFLICT ->
          completed(
              call,
              new Register.Conflict(call.expected(), new State(call.value(), call.revision())));
      case DONE ->
          completed(
              call,
              call.kind() == Call.Kind.READ
                  ? new Register.Read(new State(call.value(), call.revision()))
                  : written(call, call.revision()));
    };
  }

  private Optional<Operation<Action>> unknown(Call call) {
    return Optional.ofNullable(revisions.get(call.argument()))
        .map(at -> new Operation<>(call.start(), Operation.NEVER, written(call, at)));
  }

  private static Action written(Call call, long revision) {
    State made = new State(call.argument(), revision);
    return call.kind() == Call.Kind.WRITE
        ? new Register.Write(made)
        : new Register.Swap(call.expected(), made);
  }

  private static Optional<Operation<Action>> completed(Call call, Action action) {
    return Optional.of(new Operation<>(call.start(), call.end(), action));
  }
}
