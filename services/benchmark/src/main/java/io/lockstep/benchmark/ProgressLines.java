package io.lockstep.benchmark;

import io.lockstep.cli.output.StepLines;
import io.lockstep.cli.output.Terminal;
import io.lockstep.sandbox.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** A line for each step, where errors go: standard output is the result alone. */
final class ProgressLines implements Progress, AutoCloseable {
  private final StepLines lines;

  ProgressLines(PrintWriter out) {
    lines = new StepLines(out, Terminal.detect());
  }

  @Override
  public void begun(String step) {
    lines.begin(step);
  }

  @Override
  public void ended(String step, Duration took) {
    lines.end(step + " (" + StepLines.seconds(took) + ")");
  }

  @Override
  public void close() {
    lines.close();
  }
}
