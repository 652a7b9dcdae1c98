package io.lockstep.status.streams;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks each half second whether the status can be told. A look waits for the brokers, up to a
 * minute where they do not answer; so it has a thread, {@code lockstep-status-looks}, and whoever
 * asks gets the last answer at once. Any thread.
 */
final class LiveCheck implements AutoCloseable {
  /** What hinders where no look ends. */
  static final String SILENCE = "the brokers do not answer";

  private static final Logger LOG = LoggerFactory.getLogger(LiveCheck.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Supplier<Optional<String>> look;
  private final Duration patience;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          work -> {
            Thread looks = new Thread(work, "lockstep-status-looks");
            looks.setDaemon(true);
            return looks;
          });
  private volatile Live live;
  private volatile Answer last = new Answer(Optional.of("nobody has looked yet"));

  /** When a look that found nothing to hinder began, by both clocks. */
  private record Live(Instant time, long nanoTime) {}

  /** What a look has found, and when it did. */
  private record Answer(Optional<String> problem, long nanoTime) {
    Answer(Optional<String> problem) {
      this(problem, System.nanoTime());
    }
  }

  /**
   * Of a look.
   *
   * @param look finds what hinders, empty where nothing does; may wait for the brokers
   * @param patience how long a look may take until the brokers count as silent
   */
  LiveCheck(Supplier<Optional<String>> look, Duration patience) {
    this.look = look;
    this.patience = patience;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a look never fails
  void start() {
    thread.scheduleWithFixedDelay(this::run, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    Live now = new Live(Instant.now().truncatedTo(ChronoUnit.MILLIS), System.nanoTime());
    Optional<String> found;
    try {
      found = look.get();
    } catch (StreamsException e) {
      LOG.debug("Brokers do not answer a look reason={}", e.toString());
      found = Optional.of(SILENCE);
    } catch (RuntimeException e) {
      LOG.debug("Look has failed reason={}", e.toString());
      found = Optional.of("the stores cannot be looked at now");
    }
    if (found.isEmpty()) {
      live = now;
    }
    last = new Answer(found);
  }

  /** What hinders, as of the last look; empty where nothing does. */
  Optional<String> problem() {
    Answer answer = last;
    return isLongAgo(answer.nanoTime()) ? Optional.of(SILENCE) : answer.problem();
  }

  /**
   * How fresh the status is; empty before the first look that found nothing to hinder.
   *
   * @param problem what hinders now; what ends soon makes nothing stale
   */
  Optional<Freshness> freshness(Supplier<Optional<String>> problem) {
    return Optional.ofNullable(live)
        .map(
            seen ->
                new Freshness(
                    seen.time(), isLongAgo(seen.nanoTime()) ? problem.get() : Optional.empty()));
  }

  private boolean isLongAgo(long nanoTime) {
    return System.nanoTime() - nanoTime > patience.toNanos();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("A look still waits for the brokers");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
