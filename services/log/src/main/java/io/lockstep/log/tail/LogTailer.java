package io.lockstep.log.tail;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import java.time.Duration;

/**
 * Reads events from a position, and outcomes and reports from their beginning, for as long as the
 * node runs. One thread, "lockstep-tail", reads and hands over; it survives outages of brokers and
 * registry, and skips nothing of "events". Where the registry does not give a schema, events and
 * outcomes wait for it, each topic by itself, and reports are left out.
 */
public final class LogTailer implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final TailLoop loop;
  private final Thread thread;

  /**
   * Does not read yet.
   *
   * @param eventsOffset offset in "events" to start at; 0 for the beginning
   */
  public LogTailer(
      LogConnection connection, Codecs codecs, TailHandler handler, long eventsOffset) {
    this.loop = new TailLoop(connection, codecs, handler, eventsOffset);
    this.thread = new Thread(loop, "lockstep-tail");
    thread.setDaemon(true);
  }

  /** Starts to read. Once. */
  public void start() {
    thread.start();
  }

  /** {@link System#nanoTime()} of the last turn of the loop: it turns at least every 3 s. */
  public long lastLoopNanos() {
    return loop.lastLoopNanos();
  }

  /**
   * Reads "events" from another position, after the current batch; outcomes and reports go on. From
   * any thread.
   *
   * @param eventsOffset offset in "events"; 0 for the beginning
   */
  public void restartFrom(long eventsOffset) {
    loop.restartFrom(eventsOffset);
  }

  /** Connects anew after the current batch, and goes on where it was. From any thread. */
  public void renew() {
    loop.renew();
  }

  /** Stops reading; waits at most 5 s for the handler to return. */
  @Override
  public void close() {
    loop.stop();
    if (Thread.currentThread() == thread) {
      return;
    }
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
