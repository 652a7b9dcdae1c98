package io.lockstep.log.topic;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;

/** An administrative client whose failures say which brokers and what to do. */
public final class AdminRequests implements AutoCloseable {
  private final LogConnection connection;
  private final Admin admin;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public AdminRequests(LogConnection connection) {
    this.connection = connection;
    try {
      this.admin = Admin.create(ClientSettings.admin(connection));
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
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
      throw LogUnavailableException.because(connection, what, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LogUnavailableException.because(connection, what, e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
