package io.lockstep.node.primary;

import io.lockstep.schema.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * When Kafka is told how far commands are decided. Who takes over learns it from the outcomes, each
 * of which names the offset of its command and is written in the same transaction as what was
 * decided; so a transaction whose last command has an outcome need not carry the offset as well,
 * which would take a round trip of every change. It is told once there is time, for Kafka to know
 * it when the outcomes are forgotten, and for people who look at the group. Used by the primary's
 * thread.
 */
final class CommandProgress {
  /** How long it waits for a moment without commands. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** How long it waits at most while commands come. */
  private static final Duration BUSY = Duration.ofSeconds(30);

  private static final long NONE = -1;

  private long owed = NONE;
  private long toldAt;

  /** Nothing is owed at the beginning of a term. */
  CommandProgress(long nanos) {
    toldAt = nanos;
  }

  /**
   * What the transaction must carry.
   *
   * @param outcomes that it has, in the order of their commands
   * @param next offset of the first command that is not decided then; negative for the primary's
   *     own commands, which are not in the topic
   * @return the offset; negative for none
   */
  long within(List<Outcome> outcomes, long next, long nanos) {
    if (next < 0) {
      return NONE;
    }
    boolean known =
        !outcomes.isEmpty() && outcomes.get(outcomes.size() - 1).getCommandOffset() == next - 1;
    if (known && nanos - toldAt < BUSY.toNanos()) {
      owed = next;
      return NONE;
    }
    told(nanos);
    return next;
  }

  /** What is to be told now that no command came; negative for nothing. */
  long whenIdle(long nanos) {
    if (owed == NONE || nanos - toldAt < IDLE.toNanos()) {
      return NONE;
    }
    long next = owed;
    told(nanos);
    return next;
  }

  private void told(long nanos) {
    owed = NONE;
    toldAt = nanos;
  }
}
