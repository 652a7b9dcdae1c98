package io.lockstep.log.tail;

/** Takes what the tail reads. All calls come from the tail's thread, one at a time. */
public interface TailHandler {
  /**
   * What was read; empty, at least every 200 ms, while "events" answers and there is nothing. What
   * it throws ends the tail.
   */
  void onBatch(TailBatch batch);

  /**
   * The topic "events" cannot be read now; the tail keeps trying. Called again at most each second.
   *
   * @param reason a whole sentence
   */
  void onUnavailable(String reason);

  /**
   * One of the outcomes is of a schema that was never seen and that the registry does not give now:
   * it and those after it are not read until it does. Called when that begins and when it ends.
   *
   * @param reason a whole sentence; empty where they are read again
   */
  default void onOutcomesHeld(String reason) {}

  /**
   * The topic "events" has no record at the position, nor later ones: it was truncated or replaced.
   * The tail stays until {@link LogTailer#restartFrom}, and calls this each second.
   *
   * @param position the offset that it wanted to read next
   * @param reason a whole sentence
   */
  default void onPositionLost(long position, String reason) {
    onUnavailable(reason);
  }
}
