package io.lockstep.node.observe;

import io.lockstep.schema.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an operator should know although it does not keep the node from being ready: things that
 * happened, the newest {@value #KEPT} of them for the process' life, and things that are so now.
 * Any thread.
 */
public final class Warnings {
  /** The code of a record that was forged or altered. */
  public static final String TAMPERED = "tampered";

  /** How many things that happened are kept. */
  public static final int KEPT = 16;

  private final ArrayDeque<Problem> happened = new ArrayDeque<>();
  private final Map<String, Problem> standing = new LinkedHashMap<>();
  private long tampered;

  /**
   * Notes that something happened; the same again is noted once.
   *
   * @param offset in {@code events}; null for none
   */
  public synchronized void happened(String code, String message, Long offset) {
    Problem warning = warning(code, message, offset);
    if (happened.contains(warning)) {
      return;
    }
    tampered += code.equals(TAMPERED) ? 1 : 0;
    happened.addLast(warning);
    if (happened.size() > KEPT) {
      happened.removeFirst();
    }
  }

  /** Notes that something is so from now on, in place of what was noted with that code before. */
  public synchronized void stands(String code, String message) {
    standing.put(code, warning(code, message, null));
  }

  /** Notes that it is not so any more. */
  public synchronized void ended(String code) {
    standing.remove(code);
  }

  /** Notes what is so from now on with that code; nothing where the message is empty. */
  public void settle(String code, String message) {
    if (message.isEmpty()) {
      ended(code);
    } else {
      stands(code, message);
    }
  }

  /** All of them: what is so now, then what happened, the oldest first. */
  public synchronized List<Problem> all() {
    List<Problem> all = new ArrayList<>(standing.values());
    all.addAll(happened);
    return all;
  }

  /** How many forged records were noted. */
  public synchronized long tampered() {
    return tampered;
  }

  private static Problem warning(String code, String message, Long offset) {
    return Problem.newBuilder()
        .setCode(Objects.requireNonNull(code))
        .setMessage(message)
        .setOffset(offset)
        .build();
  }
}
