package io.lockstep.log.codec;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Asks for schemas on behalf of readers that must not stand still where the registry does not
 * answer. One schema after another is asked for, on a daemon thread, "lockstep-schemas"; what was
 * refused is not asked for again for 5 s, however many records name it. Any thread.
 */
final class SchemaInquiries implements AutoCloseable {
  /** A registry that is well answers in less. */
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private static final long REST = Duration.ofSeconds(5).toNanos();

  /** Whoever writes foreign records can name any number of schemas. */
  private static final int MOST = 64;

  private record Inquiry(Future<?> answer, long begun, Duration patience) {}

  private final URI registry;
  private final LongConsumer ask;
  private final LongSupplier nanoTime;
  private final Map<Long, Inquiry> inquiries = new HashMap<>();
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "lockstep-schemas");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Asks nothing yet.
   *
   * @param ask asks for the schema with a content id, and throws what keeps it from being there
   */
  SchemaInquiries(URI registry, LongConsumer ask, LongSupplier nanoTime) {
    this.registry = registry;
    this.ask = ask;
    this.nanoTime = nanoTime;
  }

  /**
   * Asks for a schema, if that was not done just now, and waits 200 ms at most.
   *
   * @throws RegistryUnavailableException if it is not there by then, or could not be asked for
   * @throws SchemaMissingException if the registry has none with that id
   */
  void require(long contentId) {
    Inquiry inquiry = inquiry(contentId);
    try {
      inquiry.answer().get(inquiry.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unavailable(contentId, new TimeoutException("it has not answered yet"));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SchemaMissingException missing) {
        throw missing;
      }
      throw e.getCause() instanceof RegistryUnavailableException silent
          ? silent
          : unavailable(contentId, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(contentId, e);
    }
  }

  private synchronized Inquiry inquiry(long contentId) {
    long now = nanoTime.getAsLong();
    inquiries.values().removeIf(old -> old.answer().isDone() && now - old.begun() >= REST);
    Inquiry known = inquiries.get(contentId);
    if (known != null) {
      return new Inquiry(known.answer(), known.begun(), Duration.ZERO);
    }
    if (inquiries.size() >= MOST) {
      throw unavailable(contentId, new IllegalStateException("many others were asked for"));
    }
    boolean busy = inquiries.values().stream().anyMatch(other -> !other.answer().isDone());
    Inquiry inquiry =
        new Inquiry(
            executor.submit(() -> ask.accept(contentId)), now, busy ? Duration.ZERO : PATIENCE);
    inquiries.put(contentId, inquiry);
    return inquiry;
  }

  private RegistryUnavailableException unavailable(long contentId, Throwable cause) {
    return new RegistryUnavailableException(
        registry, "the schema with content id " + contentId, cause);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
