package io.lockstep.materialize.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/**
 * Lets the device take the beginning of a long file while its end is still written. One thread,
 * beside the one that waits for the device.
 */
final class WriteBack {
  /** The device takes so much at a time: often enough to be busy, seldom enough to cost nothing. */
  private static final long STEP = 16L * 1024 * 1024;

  private final FileChannel channel;
  private final Executor threads;
  private FutureTask<Void> running;
  private long since;

  WriteBack(FileChannel channel, Executor threads) {
    this.channel = channel;
    this.threads = threads;
  }

  /**
   * So much was written.
   *
   * @throws IOException if the device did not take what was written before
   */
  void wrote(int bytes) throws IOException {
    since += bytes;
    if (since < STEP || running != null && !running.isDone()) {
      return;
    }
    await();
    since = 0;
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              channel.force(false);
              return null;
            });
    try {
      threads.execute(task);
      running = task;
    } catch (RejectedExecutionException e) {
      since = Long.MIN_VALUE; // the node stops: the file is brought to the device at its end
    }
  }

  /**
   * Waits until nothing is under way. The system tells of an error once alone: it must not be lost.
   *
   * @throws IOException if the device did not take what was written
   */
  void await() throws IOException {
    if (running == null) {
      return;
    }
    try {
      running.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the node stops", e);
    } catch (ExecutionException e) {
      throw new IOException("the device did not take it: " + e.getCause(), e.getCause());
    } finally {
      running = null;
    }
  }
}
