package io.lockstep.sandbox;

import java.io.Closeable;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * Finds ports that nothing listens on, below every range that systems give to outgoing connections:
 * one of those would take the port of a process that is stopped for a while.
 */
final class FreePorts {
  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 16_000;
  private static final int BLOCK = 10;

  /** A block, and the port behind it that says that somebody has it. */
  private static final int STEP = BLOCK + 1;

  private static final int ATTEMPTS = 200;

  /**
   * Held until this process ends, so that nobody else takes a block whose processes do not listen
   * yet.
   */
  private static final List<Closeable> HELD = new CopyOnWriteArrayList<>();

  private FreePorts() {}

  /** The first of ten ports side by side, which no other call finds while this process runs. */
  static int block() {
    Random random = new Random();
    return IntStream.generate(() -> LOWEST + STEP * random.nextInt((HIGHEST - LOWEST) / STEP))
        .limit(ATTEMPTS)
        .filter(FreePorts::take)
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "found no %d free ports side by side from %d to %d; stop what uses them"
                        .formatted(BLOCK, LOWEST, HIGHEST)));
  }

  private static boolean take(int first) {
    try {
      IntStream.range(first, first + BLOCK)
          .forEach(port -> Sockets.requireFree(port, "a sandbox", "nothing"));
      HELD.add(Sockets.hold(first + BLOCK));
      return true;
    } catch (SandboxException e) {
      return false;
    }
  }
}
