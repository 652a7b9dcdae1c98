package io.lockstep.sandbox;

import java.util.Random;
import java.util.stream.IntStream;

/**
 * Finds ports that nothing listens on, below every range that systems give to outgoing connections:
 * one of those would take the port of a process that is stopped for a while.
 */
final class FreePorts {
  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 16_000;
  private static final int BLOCK = 10;
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  /** The first of ten ports side by side. */
  static int block() {
    Random random = new Random();
    return IntStream.generate(() -> LOWEST + BLOCK * random.nextInt((HIGHEST - LOWEST) / BLOCK))
        .limit(ATTEMPTS)
        .filter(first -> IntStream.range(first, first + BLOCK).allMatch(FreePorts::isFree))
        .findFirst()
        .orElseThrow(
            () ->
                new SandboxException(
                    "found no %d free ports side by side from %d to %d; stop what uses them"
                        .formatted(BLOCK, LOWEST, HIGHEST)));
  }

  private static boolean isFree(int port) {
    try {
      Sockets.requireFree(port, "a sandbox", "nothing");
      return true;
    } catch (SandboxException e) {
      return false;
    }
  }
}
