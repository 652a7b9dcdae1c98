package io.lockstep.node.replay;

import io.lockstep.schema.Outcome;
import java.util.ArrayList;
import java.util.List;
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

  private final KeptOutcomes kept;
  private final Map<String, List<CompletableFuture<Outcome>>> waiting = new ConcurrentHashMap<>();
  private volatile long lastCommandOffset = -1;

  Outcomes() {
    this(CAPACITY);
  }

  Outcomes(int capacity) {
    kept = new KeptOutcomes(capacity, KeptOutcomes.REFUSALS);
  }

  /** Takes an outcome over, if its command has none yet. On the tail thread. */
  void add(Outcome outcome) {
    if (!kept.add(outcome)) {
      return;
    }
    lastCommandOffset = Math.max(lastCommandOffset, outcome.getCommandOffset());
    List<CompletableFuture<Outcome>> waiters = waiting.remove(outcome.getCommandId());
    if (waiters != null) {
      waiters.forEach(waiter -> waiter.complete(outcome));
    }
  }

  /**
   * What became of a command, if that is known; without its MAC. Of a refusal that is long ago only
   * the code is known.
   */
  public Optional<Outcome> get(String id) {
    return kept.get(id);
  }

  /** Highest offset in {@code commands} of which something was decided; -1 for none known. */
  public long lastCommandOffset() {
    return lastCommandOffset;
  }

  /** Whether the command has been decided. */
  public boolean contains(String id) {
    return kept.contains(id);
  }

  /**
   * Completes when the command is decided. Each caller gets a future of its own, and cancels it to
   * wait no longer: others may wait for the same command.
   */
  public CompletableFuture<Outcome> await(String id) {
    CompletableFuture<Outcome> waiter = new CompletableFuture<>();
    waiting.compute(
        id,
        (key, others) -> {
          List<CompletableFuture<Outcome>> all = others == null ? new ArrayList<>(1) : others;
          all.add(waiter);
          return all;
        });
    waiter.whenComplete(
        (outcome, failure) -> {
          if (failure != null) {
            forget(id, waiter);
          }
        });
    kept.get(id) // it may have come before the waiter stood there
        .ifPresent(
            known -> {
              forget(id, waiter);
              waiter.complete(known);
            });
    return waiter;
  }

  private void forget(String id, CompletableFuture<Outcome> waiter) {
    waiting.computeIfPresent(
        id,
        (key, all) -> {
          all.remove(waiter);
          return all.isEmpty() ? null : all;
        });
  }

  /** Commands that somebody waits for. */
  int awaited() {
    return waiting.size();
  }
}
