package io.lockstep.cli.demo;

import java.time.Duration;
import java.util.Optional;

/** Looks at processes of this machine. */
final class Processes {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private Processes() {}

  /** Requires that a process has ended; the system may take a moment to take it off its list. */
  static void awaitEnd(long pid) throws InterruptedException {
    Wait.until(
        "process " + pid + " to end",
        PATIENCE,
        () ->
            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()
                ? Optional.of(pid)
                : Optional.empty());
  }
}
