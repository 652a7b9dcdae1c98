package io.lockstep.benchmark.peers;

/** Something that reads a topic, once. Its work, {@code read N}: seconds until it has N or more. */
final class ReaderPeer implements Peer {
  private final Reader reader;

  ReaderPeer(Reader reader) {
    this.reader = reader;
  }

  @Override
  public double[] measure(String work, int[] numbers) throws Exception {
    if (!work.equals("read")) {
      throw new IllegalArgumentException("a reader does no " + work);
    }
    long begin = System.nanoTime();
    long number = reader.read();
    double seconds = (System.nanoTime() - begin) / 1e9;
    if (number < numbers[0]) {
      throw new IllegalStateException("read " + number + " of " + numbers[0]);
    }
    return new double[] {seconds};
  }

  @Override
  public void close() {
    reader.close();
  }
}
