package io.lockstep.status.streams;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;

/** Why stream threads have ended; each is replaced. Any thread. */
final class ThreadFailures {
  private final AtomicLong count = new AtomicLong();
  private volatile String last;

  void add(Throwable failure) {
    count.incrementAndGet();
    last = reason(failure);
  }

  /** Since the start of the process. */
  long count() {
    return count.get();
  }

  /** Why the last one ended. */
  Optional<String> last() {
    return Optional.ofNullable(last);
  }

  /** The words of the innermost failure that Kafka's clients and serdes put in words. */
  private static String reason(Throwable failure) {
    Throwable told = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      told = cause instanceof KafkaException ? cause : told;
    }
    return told.getMessage() == null ? told.toString() : told.getMessage();
  }
}
