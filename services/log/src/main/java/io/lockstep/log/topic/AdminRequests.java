package io.lockstep.log.topic;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** An administrative client whose failures say which brokers and what to do. */
public final class AdminRequests implements AutoCloseable {
  private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final LogConnection connection;
  private volatile Admin admin;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public AdminRequests(LogConnection connection) {
    this.connection = connection;
    this.admin = create(connection);
  }

  private static Admin create(LogConnection connection) {
    try {
      return Admin.create(ClientSettings.admin(connection));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
  }

  /**
   * Connects anew; requests that are under way fail.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve; all is as before then
   */
  public synchronized void renew() {
    Admin before = admin;
    admin = create(connection);
    before.close(Duration.ZERO);
  }

  /**
   * Asks, and waits for the answer.
   *
   * @param what the attempt, such as "describe the topics"
   * @throws LogUnavailableException if they did not answer within {@value
   *     ClientSettings#ADMIN_TIMEOUT_MILLIS} ms, or not usefully
   */
  public <T> T ask(String what, Function<Admin, KafkaFuture<T>> request) {
    try {
      return request.apply(admin).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TimeoutException && TlsProbe.isMissing(connection)) {
        throw new LogUnavailableException(
            "Kafka at "
                + connection.bootstrapServers()
                + " could not "
                + what
                + ": it speaks TLS, and this client does not. Set kafka.security.protocol to SSL,"
                + " or to SASL_SSL where clients log in, and kafka.ssl.truststore.location",
            e.getCause());
      }
      throw LogUnavailableException.because(connection, what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LogUnavailableException.because(connection, what, e);
    }
  }

  /**
   * Asks about topics that exist, and waits for the answer. A broker learns of new topics, or of
   * all after its start, a moment later than others do: asked again while one does not know them.
   *
   * @throws LogUnavailableException as {@link #ask} does
   */
  public <T> T askOfTopics(String what, Function<Admin, KafkaFuture<T>> request) {
    long deadline =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ClientSettings.ADMIN_TIMEOUT_MILLIS);
    while (true) {
      try {
        return ask(what, request);
      } catch (LogUnavailableException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)
            || System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(AGAIN_NANOS);
      }
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
