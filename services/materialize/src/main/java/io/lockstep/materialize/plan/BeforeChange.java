package io.lockstep.materialize.plan;

import java.util.Collection;

/**
 * Told of the files that are about to change, before the first of them does, so that what follows
 * from it is not lost with the process.
 */
@FunctionalInterface
public interface BeforeChange {
  /** Tells nobody. */
  BeforeChange NOBODY = (paths, revision) -> {};

  /**
   * These paths change with that revision.
   *
   * @throws RuntimeException to keep them from changing
   */
  void announce(Collection<String> paths, long revision);
}
