package io.lockstep.benchmark.peers;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A store that keeps values under keys, and tells watchers of each change. Thread-safe. */
interface Store extends AutoCloseable {
  /** A new value. */
  record Change(String key, String value) {}

  /** Makes the keys, where a key must be there before it can be changed. */
  void prepare(List<String> keys) throws Exception;

  /**
   * Makes a change, acknowledged when the future is complete.
   *
   * @param client of which connection; any number
   */
  CompletableFuture<?> put(int client, Change change);

  /** Makes changes that are accepted together or not at all. */
  CompletableFuture<?> transaction(List<Change> changes);

  /** Tells of each change of a key, on a connection of its own. */
  void watch(Arrivals arrivals) throws Exception;

  /** Ends all connections. */
  @Override
  void close();
}
