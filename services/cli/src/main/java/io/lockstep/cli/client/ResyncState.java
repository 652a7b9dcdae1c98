package io.lockstep.cli.client;

import java.util.List;

/**
 * How far a node is that is made anew from the log.
 *
 * @param phase {@code none}, {@code reading}, {@code verifying} or {@code done}
 * @param started when it was asked for; null for never
 * @param ended when it was done; null for not yet
 * @param revision that the node had when the log was read; null for not yet
 * @param written files that were not right and were written again
 */
public record ResyncState(
    String node, String phase, String started, String ended, Long revision, List<String> written) {
  /** Whether it is done. */
  public boolean done() {
    return phase.equals("done");
  }
}
