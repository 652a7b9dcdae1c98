package io.lockstep.consistency.history;

import io.lockstep.consistency.history.Call.Kind;
import io.lockstep.consistency.history.Call.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes wrong histories of a right one: in each, one read shows what was replaced before it. */
public final class StaleReads {
  private StaleReads() {}

  /** As many as there are reads with two writes of their key before them, at most so many. */
  public static List<List<Call>> of(List<Call> calls, int most) {
    List<List<Call>> wrong = new ArrayList<>();
    for (int i = 0; i < calls.size() && wrong.size() < most; i++) {
      Call read = calls.get(i);
      List<Call> before = writesBefore(calls, read);
      if (read.kind() == Kind.READ && read.outcome() == Outcome.DONE && before.size() > 1) {
        List<Call> changed = new ArrayList<>(calls);
        changed.set(i, showing(read, before.get(before.size() - 2)));
        wrong.add(changed);
      }
    }
    return wrong;
  }

  private static List<Call> writesBefore(List<Call> calls, Call read) {
    return calls.stream()
        .filter(it -> it.key().equals(read.key()) && it.end() < read.start())
        .filter(it -> it.argument() != null && it.outcome() == Outcome.DONE)
        .sorted(Comparator.comparingLong(Call::revision))
        .toList();
  }

  private static Call showing(Call read, Call write) {
    return new Call(
        read.client(),
        read.node(),
        null,
        read.key(),
        Kind.READ,
        null,
        0,
        read.start(),
        read.end(),
        Outcome.DONE,
        write.argument(),
        write.revision(),
        read.nodeRevision());
  }
}
