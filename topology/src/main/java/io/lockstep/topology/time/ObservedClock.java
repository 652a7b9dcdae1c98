package io.lockstep.topology.time;

/**
 * The brokers' time, as far as it was observed. Reports carry the time at which a broker took them;
 * between reports the observer's own clock counts on from the newest. So a difference between the
 * clocks does not matter, and a backlog is judged by the times at which its reports came.
 *
 * <p>Time in which the observer did not run does not count: after a pause, or on another instance,
 * silence must be observed anew before a node counts as silent. The thread of the task alone.
 */
public final class ObservedClock {
  private final long longestStepMillis;
  private long newest;
  private boolean byReport;
  private long counted;
  private long wall = Long.MIN_VALUE;

  /**
   * A clock that stands still until the first record.
   *
   * @param longestStepMillis most that one tick may count; beyond it the observer did not run
   */
  public ObservedClock(long longestStepMillis) {
    this.longestStepMillis = longestStepMillis;
  }

  /** A report that a broker took at that time, in milliseconds since 1970. */
  public void report(long taken) {
    if (!byReport || taken > newest) {
      newest = taken;
      counted = 0;
      byReport = true;
    }
  }

  /**
   * An event that a broker took at that time. It counts only until the first report: events may be
   * read ahead of reports that came before them.
   */
  public void event(long taken) {
    if (!byReport && taken > newest) {
      newest = taken;
      counted = 0;
    }
  }

  /** The observer's clock, in milliseconds, regularly. */
  public void tick(long wallMillis) {
    if (wall != Long.MIN_VALUE) {
      counted += Math.max(0, Math.min(wallMillis - wall, longestStepMillis));
    }
    wall = wallMillis;
  }

  /** The brokers' time in milliseconds since 1970; 0 before the first record. */
  public long now() {
    return newest == 0 ? 0 : newest + counted;
  }
}
