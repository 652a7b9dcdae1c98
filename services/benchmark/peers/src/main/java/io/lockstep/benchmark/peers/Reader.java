package io.lockstep.benchmark.peers;

/** Something that reads a whole topic when it starts. */
interface Reader extends AutoCloseable {
  /**
   * Starts it and returns when it has read what the topic had.
   *
   * @return how many keys or records it has then
   */
  long read() throws Exception;

  @Override
  void close();
}
