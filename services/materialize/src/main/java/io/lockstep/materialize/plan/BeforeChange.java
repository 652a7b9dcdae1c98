package io.lockstep.materialize.plan;

import java.util.Collection;

/**
 * Told of the files that are about to change, before the first of them does, so that what follows
 * from it is not lost with the process.
 */
@FunctionalInterface
public interface BeforeChange {
  /** Tells nobody. */
  BeforeChange NOBODY = (paths, first, revision) -> {};

  /**
   * These paths change with that revision.
   *
   * @param first the oldest revision that the files do not show yet
   * @throws RuntimeException to keep them from changing
   */
  void announce(Collection<String> paths, long first, long revision);
}
