package io.lockstep.node.metrics;

import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import io.lockstep.schema.Event;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.OutcomeResult;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Hands on what the tail reads, and measures what comes once the node has caught up: a backlog says
 * nothing about how long a change takes, and was counted when it came. Called on the tail's thread,
 * read by any.
 */
public final class TailMeasures implements TailHandler {
  /** Codes are the primary's; whoever forges outcomes shall not fill the memory. */
  private static final int MOST_CODES = 100;

  private static final String OTHER = "other";

  private final String self;
  private final TailHandler next;
  private final BooleanSupplier caughtUp;
  private final LongSupplier wallMillis;
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final Set<String> codes = ConcurrentHashMap.newKeySet();
  private final Counter refusals =
      Counter.builder()
          .name("lockstep_sync_refusals_total")
          .help("Commands of this node that the primary refused while the node ran, by code.")
          .labelNames("code")
          .build();
  private final Histogram applied =
      Histogram.builder()
          .name("lockstep_sync_apply_seconds")
          .help(
              "Time from the primary's decision of a change, by its clock, to when this node had"
                  + " applied it to its image, by its own.")
          .unit(Unit.SECONDS)
          .classicOnly()
          .classicUpperBounds(
              0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
          .build();
  private volatile Long lastMillis;

  /**
   * Measures of a node.
   *
   * @param next takes what was read
   * @param caughtUp whether it has read what stood in the log at its start
   * @param wallMillis the node's clock, in milliseconds since 1970
   */
  public TailMeasures(
      String self, TailHandler next, BooleanSupplier caughtUp, LongSupplier wallMillis) {
    this.self = self;
    this.next = next;
    this.caughtUp = caughtUp;
    this.wallMillis = wallMillis;
  }

  @Override
  public void onBatch(TailBatch batch) {
    boolean live = caughtUp.getAsBoolean();
    next.onBatch(batch);
    if (!live || !caughtUp.getAsBoolean()) {
      return;
    }
    long now = wallMillis.getAsLong();
    for (EventRecord record : batch.events()) {
      Event event = record.event();
      if (event != null && event.getChangeIndex() == event.getChangeSize() - 1) {
        long millis = Math.max(0, now - event.getTime().toEpochMilli());
        applied.observe(Unit.millisToSeconds(millis));
        lastMillis = millis;
      }
    }
    batch.outcomes().stream().filter(o -> o.getOrigin().equals(self)).forEach(this::count);
  }

  private void count(Outcome outcome) {
    if (outcome.getResult() == OutcomeResult.ACCEPTED) {
      accepted.incrementAndGet();
      return;
    }
    refused.incrementAndGet();
    String code = outcome.getRefusal() == null ? OTHER : outcome.getRefusal().getCode();
    boolean known = codes.contains(code) || codes.size() < MOST_CODES && codes.add(code);
    refusals.labelValues(known ? code : OTHER).inc();
  }

  @Override
  public void onUnavailable(String reason) {
    next.onUnavailable(reason);
  }

  @Override
  public void onOutcomesHeld(String reason) {
    next.onOutcomesHeld(reason);
  }

  @Override
  public void onPositionLost(long position, String reason) {
    next.onPositionLost(position, reason);
  }

  /** Milliseconds from deciding to applying of the last change that came; null for none. */
  public Long lastMillis() {
    return lastMillis;
  }

  long accepted() {
    return accepted.get();
  }

  long refused() {
    return refused.get();
  }

  Counter refusals() {
    return refusals;
  }

  Histogram applied() {
    return applied;
  }
}
