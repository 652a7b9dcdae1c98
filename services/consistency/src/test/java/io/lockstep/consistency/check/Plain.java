package io.lockstep.consistency.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A register of a number, at first 0, as the tests of other checkers have it; and its texts. */
final class Plain implements Model<Integer, Plain.Op> {
  /** What it does: read, write, swap (of a for b) or miss (a swap that found something else). */
  record Op(String kind, int a, int b) {}

  @Override
  public Integer initial() {
    return 0;
  }

  @Override
  public Optional<Integer> step(Integer state, Op op) {
    return switch (op.kind()) {
      case "read" -> state == op.a() ? Optional.of(state) : Optional.empty();
      case "write" -> Optional.of(op.a());
      case "swap" -> state == op.a() ? Optional.of(op.b()) : Optional.empty();
      case "miss" -> state == op.a() ? Optional.empty() : Optional.of(state);
      default -> throw new IllegalArgumentException(op.kind());
    };
  }

  /** Lines "CALL END KIND A [B]"; the end is - for an operation that was never answered. */
  static List<Operation<Op>> history(String text) {
    List<Operation<Op>> operations = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] word = line.strip().split(" +");
      long end = word[1].equals("-") ? Operation.NEVER : Long.parseLong(word[1]);
      int b = word.length > 4 ? Integer.parseInt(word[4]) : 0;
      Op op = new Op(word[2], Integer.parseInt(word[3]), b);
      operations.add(new Operation<>(Long.parseLong(word[0]), end, op));
    }
    return operations;
  }
}
