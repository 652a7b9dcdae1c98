package io.lockstep.node.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A node under test, in a process of its own or in the test's. Safe for use by many threads. */
public interface ClusterNode extends AutoCloseable {
  /** Its id. */
  String id();

  /**
   * How it is now.
   *
   * @throws IllegalStateException if it does not answer
   */
  Look look();

  /** Writes and waits for the answer; a node that does not answer in time is {@code UNKNOWN}. */
  Answer write(Write write, Duration patience);

  /** Writes and waits for the answer, longer than a node needs to give up. */
  default Answer write(Write write) {
    return write(write, Duration.ofSeconds(15));
  }

  /** The value of a shared parameter in the node's own image. */
  Optional<String> value(String key);

  /** Stops it as an operator does; returns when it is gone. */
  void stop();

  @Override
  void close();

  /**
   * What a node says of itself.
   *
   * @param deciding whether it decides commands now
   * @param primary the primary in its image; empty for none
   * @param problems codes of what keeps it from being ready
   */
  record Look(
      String state,
      boolean deciding,
      long epoch,
      String primary,
      long revision,
      String digest,
      long staleMillis,
      List<String> problems) {}
}
