package io.lockstep.log;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Opens and closes consumers that are assigned their partitions and have no group to leave. */
public final class Consumers {
  private Consumers() {}

  /**
   * Asks something of a consumer, and closes it.
   *
   * @param settings of {@link ClientSettings}
   * @throws org.apache.kafka.common.KafkaException as Kafka's consumer does
   */
  public static <T> T ask(
      Map<String, Object> settings, Function<Consumer<String, byte[]>, T> question) {
    Consumer<String, byte[]> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    try {
      return question.apply(consumer);
    } finally {
      close(consumer);
    }
  }

  /**
   * Closes a consumer without a farewell. Kafka's own close ends the fetch session, and the broker
   * hears that only when it has answered the fetch on its way: half a second later on a quiet
   * topic. A session that nobody ends makes room for others when it is needed.
   */
  public static void close(Consumer<?, ?> consumer) {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
  }
}
