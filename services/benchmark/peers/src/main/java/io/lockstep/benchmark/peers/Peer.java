package io.lockstep.benchmark.peers;

/** Something that Lockstep is measured beside, with all its clients in this process. */
interface Peer extends AutoCloseable {
  /**
   * Does one piece of work and says what was measured.
   *
   * @param numbers what the work is of, such as a number of changes
   * @return what {@code work} tells: seconds or milliseconds, at least one value
   * @throws IllegalArgumentException if this peer has no such work
   */
  double[] measure(String work, int[] numbers) throws Exception;

  /** Ends all connections. */
  @Override
  void close();
}
