package io.lockstep.topology.time;

/**
 * Whether a task that has just started still works through a backlog. What it would judge then has
 * been, and is not. In a backlog the times of records move faster than the clock; it is over when
 * they have not done so for a while. The thread of the task alone.
 */
public final class CatchUp {
  /** Times of records and clock never keep step exactly. */
  private static final long SLACK_MILLIS = 2_000;

  private final int calmTicks;
  private long newest;
  private long newestAtTick;
  private long wallAtTick = Long.MIN_VALUE;
  private int calm;

  /**
   * At the start of a task.
   *
   * @param calmTicks ticks in a row without a backlog after which it is over
   */
  public CatchUp(int calmTicks) {
    this.calmTicks = calmTicks;
  }

  /** A record that a broker took at that time, in milliseconds. */
  public void record(long taken) {
    newest = Math.max(newest, taken);
  }

  /** The observer's clock, in milliseconds, regularly. */
  public void tick(long wallMillis) {
    if (isOver()) {
      return;
    }
    if (wallAtTick != Long.MIN_VALUE) {
      long gone = Math.max(0, wallMillis - wallAtTick);
      boolean backlog = newest - newestAtTick > 2 * gone + SLACK_MILLIS;
      calm = backlog ? 0 : calm + 1;
    }
    wallAtTick = wallMillis;
    newestAtTick = newest;
  }

  /** Whether what is read now is what happens now. Stays so. */
  public boolean isOver() {
    return calm >= calmTicks;
  }
}
