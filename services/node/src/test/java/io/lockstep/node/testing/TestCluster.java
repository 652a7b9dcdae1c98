package io.lockstep.node.testing;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.node.founding.Founding;
import io.lockstep.schema.topic.TopicContract;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Clusters on the broker and the registry that all tests of this JVM share. */
public final class TestCluster {
  private TestCluster() {}

  /** One with topics and schemas, not founded. */
  public static LogConnection provisioned() {
    return TestLog.provisioned(TestKafka.single(), TestRegistry.shared());
  }

  /** One that is founded and has no node yet. */
  public static LogConnection founded() {
    return founded(Optional.empty());
  }

  /** One whose first primary only that node may be. */
  public static LogConnection founded(Optional<String> firstNode) {
    LogConnection log = provisioned();
    found(log, firstNode);
    return log;
  }

  /** Founds a cluster whose topics are there, with the secret that its nodes get. */
  public static void found(LogConnection log, Optional<String> firstNode) {
    Founding.found(
        log,
        log.cluster(),
        firstNode,
        "tester",
        TestSecrets.of(log.cluster()),
        TestSecrets.tokens(log.cluster()));
  }

  /** Writes bytes past every node; returns their offset. */
  public static long write(LogConnection log, TopicContract topic, String key, byte[] value) {
    Map<String, Object> settings = Map.of("bootstrap.servers", log.bootstrapServers());
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      return producer.send(new ProducerRecord<>(log.topic(topic), 0, key, value)).get().offset();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The bytes of a record as nodes write it. */
  public static byte[] encode(LogConnection log, Function<Codecs, byte[]> encode) {
    try (Codecs codecs = new Codecs(log)) {
      codecs.prepare();
      return encode.apply(codecs);
    }
  }
}
