package io.lockstep.node.replay;

import io.lockstep.schema.Outcome;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of commands, by id, and who waits for it. Filled by the tail thread, read by any.
 *
 * <p>It keeps the newest {@value #CAPACITY} outcomes that the topic {@code outcomes} has, which is
 * those of seven days at least: a command id is an idempotency key for that long.
 */
public final class Outcomes {
  /** Most outcomes that are kept. */
  public static final int CAPACITY = 500_000;

  private final Map<String, Outcome> byId = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();
  private final ArrayDeque<Outcome> byAge = new ArrayDeque<>();
  private volatile long lastCommandOffset = -1;

  /** Takes an outcome over, if its command has none yet. On the tail thread. */
  void add(Outcome outcome) {
    if (byId.putIfAbsent(outcome.getCommandId(), outcome) != null) {
      return;
    }
    byAge.addLast(outcome);
    lastCommandOffset = Math.max(lastCommandOffset, outcome.getCommandOffset());
    while (byAge.size() > CAPACITY) {
      byId.remove(byAge.removeFirst().getCommandId());
    }
    CompletableFuture<Outcome> waiter = waiting.remove(outcome.getCommandId());
    if (waiter != null) {
      waiter.complete(outcome);
    }
  }

  /** What became of a command, if that is known. */
  public Optional<Outcome> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** Highest offset in {@code commands} of which something was decided; -1 for none known. */
  public long lastCommandOffset() {
    return lastCommandOffset;
  }

  /** Whether the command has been decided. */
  public boolean contains(String id) {
    return byId.containsKey(id);
  }

  /** Completes when the command is decided; {@link #forget} ends the waiting. */
  public CompletableFuture<Outcome> await(String id) {
    CompletableFuture<Outcome> waiter =
        waiting.computeIfAbsent(id, key -> new CompletableFuture<>());
    Outcome known = byId.get(id); // it may have come before the waiter stood there
    if (known != null) {
      waiting.remove(id);
      waiter.complete(known);
    }
    return waiter;
  }

  /** Nobody waits for the command any more. */
  public void forget(String id) {
    waiting.remove(id);
  }
}
