package io.lockstep.sandbox;

import java.time.Duration;

/**
 * Hears which step of a start or a stop begins and ends. Steps do not overlap. Called on the thread
 * that called the sandbox.
 */
public interface Progress {
  /** Hears nothing. */
  Progress SILENT =
      new Progress() {
        @Override
        public void begun(String step) {}

        @Override
        public void ended(String step, Duration took) {}
      };

  /** A step begins, such as {@code "start broker and registry"}. */
  void begun(String step);

  /** The step has succeeded. A step that fails is not ended: the call throws. */
  void ended(String step, Duration took);
}
