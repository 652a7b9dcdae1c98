package io.lockstep.consistency.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A call or a return in a doubly linked list in the order of time, from which operations are taken
 * and put back in constant time.
 */
final class Entry<O> {
  /** Index of the operation, from 0. */
  final int id;

  final Operation<O> operation;

  /** The return of this call; null if this is a return, or if the call never returned. */
  final Entry<O> end;

  private final boolean call;
  private Entry<O> previous;
  private Entry<O> next;

  private Entry(int id, Operation<O> operation, boolean call, Entry<O> end) {
    this.id = id;
    this.operation = operation;
    this.call = call;
    this.end = end;
  }

  /** The entries of a history behind a head that is none of them. */
  static <O> Entry<O> list(List<Operation<O>> operations) {
    List<Entry<O>> entries = new ArrayList<>();
    for (int id = 0; id < operations.size(); id++) {
      Operation<O> operation = operations.get(id);
      Entry<O> end = null;
      if (operation.isCompleted()) {
        end = new Entry<>(id, operation, false, null);
        entries.add(end);
      }
      entries.add(new Entry<>(id, operation, true, end));
    }
    // Of two at the same moment the call comes first: nobody knows that they were not concurrent.
    entries.sort(Comparator.<Entry<O>>comparingLong(Entry::time).thenComparing(e -> !e.call));
    Entry<O> head = new Entry<>(-1, null, false, null);
    Entry<O> last = head;
    for (Entry<O> entry : entries) {
      last.next = entry;
      entry.previous = last;
      last = entry;
    }
    return head;
  }

  private long time() {
    return call ? operation.call() : operation.end();
  }

  boolean isCall() {
    return call;
  }

  Entry<O> next() {
    return next;
  }

  /** Takes a call and its return out. */
  void lift() {
    unlink();
    if (end != null) {
      end.unlink();
    }
  }

  /** Puts them back; in the opposite order of the lifts. */
  void unlift() {
    if (end != null) {
      end.link();
    }
    link();
  }

  private void unlink() {
    previous.next = next;
    if (next != null) {
      next.previous = previous;
    }
  }

  private void link() {
    previous.next = this;
    if (next != null) {
      next.previous = this;
    }
  }
}
