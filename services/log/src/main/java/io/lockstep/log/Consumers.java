package io.lockstep.log;

import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;

/** What all consumers have in common: they are assigned their partitions, and leave no group. */
public final class Consumers {
  private Consumers() {}

  /**
   * Closes a consumer without a farewell. Kafka's own close ends the fetch session, and the broker
   * hears that only when it has answered the fetch on its way: half a second later on a quiet
   * topic. A session that nobody ends makes room for others when it is needed.
   */
  public static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
