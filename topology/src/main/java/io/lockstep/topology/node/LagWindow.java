package io.lockstep.topology.node;

import io.lockstep.schema.LagSample;
import java.util.List;

/**
 * Whether a node that is behind gains, judged over a sliding window as Burrow judges consumers: one
 * slow moment is no lag, and a large lag that shrinks is none to call anyone for. Pure.
 */
final class LagWindow {
  private LagWindow() {}

  /**
   * Whether a node is stuck or falls further behind.
   *
   * @param samples how far it was at its reports, the oldest first
   * @param lagEvents how far it is now
   * @param now in milliseconds
   * @param bound lag in milliseconds that counts as none
   * @param window in milliseconds
   */
  static boolean isLosing(
      List<LagSample> samples, long lagEvents, long now, long bound, long window) {
    long start = now - window;
    LagSample reference = null;
    for (LagSample sample : samples) {
      boolean behind = sample.getLagMillis() > bound;
      boolean inWindow = sample.getTime().toEpochMilli() > start;
      if (inWindow && !behind) {
        return false;
      }
      if (behind && (reference == null || !inWindow)) {
        reference = sample;
      }
    }
    // Behind for less than most of the window: too early to tell.
    return reference != null
        && now - reference.getTime().toEpochMilli() >= window * 3 / 4
        && lagEvents >= reference.getLagEvents();
  }
}
