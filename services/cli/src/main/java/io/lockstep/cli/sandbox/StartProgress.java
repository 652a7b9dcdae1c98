package io.lockstep.cli.sandbox;

import io.lockstep.cli.output.StepLines;
import io.lockstep.sandbox.Progress;
import java.time.Duration;

/** Writes a line for each step of a start or a stop. */
final class StartProgress implements Progress {
  private final StepLines lines;

  StartProgress(StepLines lines) {
    this.lines = lines;
  }

  @Override
  public void begun(String step) {
    lines.begin(step);
  }

  @Override
  public void ended(String step, Duration took) {
    lines.end(step + " (" + StepLines.seconds(took) + ")");
  }
}
