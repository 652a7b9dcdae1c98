package io.lockstep.consistency.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for an order of a history's operations that respects real time and the model: the search of
 * Wing and Gong ("Testing and Verifying Concurrent Objects", 1993) with the cache of Lowe ("Testing
 * for linearizability", 2016), as Porcupine and Knossos have it. Exponential at worst, so that it
 * has a budget. Give it the operations of one key at a time: a history is linearizable if and only
 * if that of each of its keys is.
 */
public final class Linearizability<S, O> {
  private final Model<S, O> model;
  private final List<Operation<O>> operations;
  private final Budget budget;
  private final Entry<O> head;
  private final Deque<Placed<S, O>> placed = new ArrayDeque<>();
  private final long[] bits;
  private final Tried<S> tried;

  private S state;
  private int left;
  private long steps;
  private List<Operation<O>> longest = List.of();
  private Optional<Operation<O>> blocked = Optional.empty();

  private record Placed<S, O>(Entry<O> entry, S before) {}

  private Linearizability(Model<S, O> model, List<Operation<O>> operations, Budget budget) {
    this.model = model;
    this.operations = operations;
    this.budget = budget;
    head = Entry.list(operations);
    bits = new long[(operations.size() + 63) / 64];
    tried = new Tried<>(budget.words());
    state = model.initial();
    left = (int) operations.stream().filter(Operation::isCompleted).count();
  }

  /** Checks the history of one key. */
  public static <S, O> Verdict<O> check(
      Model<S, O> model, List<Operation<O>> operations, Budget budget) {
    return new Linearizability<>(model, List.copyOf(operations), budget).search();
  }

  private Verdict<O> search() {
    Entry<O> entry = head.next();
    // Operations without an answer need no place: they may never have happened.
    while (left > 0) {
      if (++steps > budget.steps() || tried.isFull()) {
        return verdict(Verdict.Kind.UNKNOWN);
      }
      if (entry.isCall()) {
        entry = place(entry) ? head.next() : entry.next();
      } else {
        noteBlocked(entry);
        if (placed.isEmpty()) {
          return verdict(Verdict.Kind.NOT_LINEARIZABLE);
        }
        entry = takeBack().next();
      }
    }
    longest = order();
    blocked = Optional.empty();
    return verdict(Verdict.Kind.LINEARIZABLE);
  }

  /** Places an operation next, if the model allows and what follows was not tried yet. */
  private boolean place(Entry<O> entry) {
    Optional<S> after = model.step(state, entry.operation.what());
    if (after.isEmpty()) {
      return false;
    }
    flip(entry);
    if (!tried.add(bits, after.get())) {
      flip(entry);
      return false;
    }
    placed.addLast(new Placed<>(entry, state));
    state = after.get();
    left -= entry.operation.isCompleted() ? 1 : 0;
    entry.lift();
    return true;
  }

  private Entry<O> takeBack() {
    Placed<S, O> last = placed.removeLast();
    state = last.before();
    flip(last.entry());
    left += last.entry().operation.isCompleted() ? 1 : 0;
    last.entry().unlift();
    return last.entry();
  }

  private void flip(Entry<O> entry) {
    bits[entry.id / 64] ^= 1L << entry.id;
  }

  /** The order that went furthest tells people most. */
  private void noteBlocked(Entry<O> entry) {
    if (blocked.isEmpty() || placed.size() > longest.size()) {
      longest = order();
      blocked = Optional.of(entry.operation);
    }
  }

  private List<Operation<O>> order() {
    List<Operation<O>> order = new ArrayList<>(placed.size());
    for (Iterator<Placed<S, O>> each = placed.iterator(); each.hasNext(); ) {
      order.add(operations.get(each.next().entry().id));
    }
    return order;
  }

  private Verdict<O> verdict(Verdict.Kind kind) {
    return new Verdict<>(kind, longest, blocked);
  }
}
