package io.lockstep.log.tail;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the topic "events" answers, and who is told that it does not. One question that is not
 * answered in time is told to nobody: a broker that pauses, or hands a partition to another, is
 * back by the next, and a node that counted it would not be ready for as long. For one thread.
 */
final class Availability {
  private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int SILENT = 2;

  private final LongSupplier nanoTime;
  private final Consumer<String> listener;
  private long lastAnswer;
  private long lastTold;
  private int unanswered;
  private boolean answering = true;
  private boolean failing;

  /**
   * Of a topic that is taken to answer.
   *
   * @param listener told the reason while it does not, at most each second
   */
  Availability(LongSupplier nanoTime, Consumer<String> listener) {
    this.nanoTime = nanoTime;
    this.listener = listener;
    this.lastAnswer = nanoTime.getAsLong();
    this.lastTold = lastAnswer - SECOND;
  }

  /** Whether it answered when it was last asked. */
  boolean isAnswering() {
    return answering;
  }

  /** Whether it has not answered for a second, so that it should be asked. */
  boolean isQuiet() {
    return nanoTime.getAsLong() - lastAnswer >= SECOND;
  }

  /**
   * It answered.
   *
   * @param position where the tail is
   */
  void answered(long position) {
    lastAnswer = nanoTime.getAsLong();
    unanswered = 0;
    answering = true;
    if (failing) {
      failing = false;
      LOG.info("Log is read again position={}", position);
    }
  }

  /** A question was not answered in time. */
  void unanswered(long position, String reason) {
    answering = false;
    unanswered++;
    if (failing || unanswered >= SILENT) {
      failed(position, reason);
    }
  }

  /** What came cannot be used yet: it does not answer, until it does. */
  void held() {
    answering = false;
  }

  /** It cannot be read, for a reason that is known. */
  void failed(long position, String reason) {
    answering = false;
    if (!failing) {
      failing = true;
      LOG.warn("Log cannot be read position={} reason={}", position, reason);
    }
    if (nanoTime.getAsLong() - lastTold >= SECOND) {
      lastTold = nanoTime.getAsLong();
      listener.accept(reason);
    }
  }
}
