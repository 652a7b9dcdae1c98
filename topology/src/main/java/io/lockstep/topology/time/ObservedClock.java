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
  /** Records are told late, and clocks are slewed; what is more is a clock that was set. */
  private static final long TOLERANCE_MILLIS = 2_000;

  private final long longestStepMillis;
  private long newest;
  private long last;
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

  /** A report that was read before, by this observer or another, and when a broker took it. */
  public void remember(long taken) {
    if (!byReport || taken > newest) {
      newest = taken;
      counted = 0;
      byReport = true;
    }
  }

  /**
   * A report that a broker took at that time, in milliseconds since 1970.
   *
   * @param live whether reports are read as they come: in a backlog their times may leap
   * @return by how much the brokers' clock was set since the last one: other times of before are to
   *     be moved by as much. 0 if it was not
   */
  public long report(long taken, boolean live) {
    long step = live && byReport && isStep(taken) ? taken - now() : 0;
    if (step == 0) {
      remember(taken);
    } else {
      set(taken);
    }
    last = taken;
    return step;
  }

  private boolean isStep(long taken) {
    long gap = taken - newest;
    return gap < -TOLERANCE_MILLIS || gap > counted + TOLERANCE_MILLIS;
  }

  private void set(long taken) {
    newest = taken;
    counted = 0;
  }

  /**
   * From now on reports are read as they come.
   *
   * @return by how much the brokers' clock was set back in what was read, or before that; times
   *     that are yet to come are to be moved by as much. 0 if it was not
   */
  public long settle() {
    if (last == 0 || newest - last <= TOLERANCE_MILLIS) {
      return 0;
    }
    long step = last - newest;
    set(last); // what was counted since was counted from the clock before
    return step;
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
