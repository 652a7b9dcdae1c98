package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.LogReader;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.Problem;
import io.lockstep.schema.topic.TopicContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Records that somebody else than a primary writes to {@code events}, on real brokers. */
class ForgeryIT {
  private static final String KEY = "configuration/target";

  /** A forged record: its key, and its bytes made of what stands in the log. */
  private record Forged(
      String key, BiFunction<Codecs, List<ConsumerRecord<String, byte[]>>, byte[]> bytes) {}

  private static Map<String, Forged> forgeries() {
    Map<String, Forged> all = new LinkedHashMap<>();
    all.put("altered value", new Forged(KEY, (c, log) -> c.events().encode(next(c, log, "evil"))));
    all.put(
        "without MAC",
        new Forged(
            KEY,
            (c, log) -> {
              Event event = next(c, log, "evil");
              event.setMac(null);
              event.setMacVersion(0);
              return c.events().encode(event);
            }));
    all.put(
        "MAC of another secret",
        new Forged(
            KEY,
            (c, log) -> c.events().encode(TestSecrets.mac("another").sign(next(c, log, "evil")))));
    all.put("old event again", new Forged(KEY, (c, log) -> first(log, KEY).value()));
    all.put(
        "truncated bytes",
        new Forged(
            KEY,
            (c, log) -> Arrays.copyOf(last(log, KEY).value(), last(log, KEY).value().length - 9)));
    all.put(
        "garbage", new Forged(KEY, (c, log) -> "no Avro at all".getBytes(StandardCharsets.UTF_8)));
    all.put(
        "schema id that nobody registered",
        new Forged(KEY, (c, log) -> new byte[] {0, 0, 0x7f, 0, 0, 1, 2, 3}));
    all.put("wrong key", new Forged("configuration/other", (c, log) -> last(log, KEY).value()));
    all.put("unknown entity", new Forged("nothing/known", (c, log) -> new byte[] {1, 2, 3}));
    all.put("tombstone of what lives", new Forged(KEY, (c, log) -> null));
    all.put("the founding", new Forged("cluster", (c, log) -> new byte[] {1, 2, 3}));
    return all;
  }

  private static Event next(Codecs codecs, List<ConsumerRecord<String, byte[]>> log, String value) {
    try {
      Event event = codecs.events().decode(last(log, KEY).value());
      event.setRevision(codecs.events().decode(log.get(log.size() - 1).value()).getRevision() + 1);
      event.setPayload(ConfigurationChanged.newBuilder().setKey("target").setValue(value).build());
      return event;
    } catch (io.lockstep.log.codec.UnreadableRecordException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConsumerRecord<String, byte[]> first(
      List<ConsumerRecord<String, byte[]>> log, String key) {
    return log.stream().filter(record -> key.equals(record.key())).findFirst().orElseThrow();
  }

  private static ConsumerRecord<String, byte[]> last(
      List<ConsumerRecord<String, byte[]>> log, String key) {
    return log.stream()
        .filter(record -> key.equals(record.key()))
        .reduce((one, other) -> other)
        .orElseThrow();
  }

  private static List<ConsumerRecord<String, byte[]>> read(TestCluster cluster) {
    return LogReader.committed(
        cluster.connection().bootstrapServers(), cluster.connection().topic(TopicContract.EVENTS));
  }

  private static long write(TestCluster cluster, String key, byte[] value, String transaction)
      throws Exception {
    Map<String, Object> settings =
        new java.util.HashMap<>(
            Map.of("bootstrap.servers", cluster.connection().bootstrapServers()));
    if (transaction != null) {
      settings.put("transactional.id", transaction);
    }
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      ProducerRecord<String, byte[]> record =
          new ProducerRecord<>(cluster.connection().topic(TopicContract.EVENTS), 0, key, value);
      if (transaction == null) {
        return producer.send(record).get().offset();
      }
      producer.initTransactions();
      producer.beginTransaction();
      var sent = producer.send(record);
      producer.commitTransaction();
      return sent.get().offset();
    }
  }

  private static void awaitRepaired(TestCluster cluster, String name, long offset) {
    for (ClusterNode node : cluster.nodes()) {
      Awaitility.await(name + " found by " + node.id())
          .atMost(TestCluster.PATIENCE)
          .until(
              () ->
                  cluster.service(node.id()).status().warnings().stream()
                      .map(Problem::getOffset)
                      .anyMatch(found -> found != null && found == offset));
      Awaitility.await(name + " repaired for " + node.id())
          .atMost(TestCluster.PATIENCE)
          .until(() -> cluster.service(node.id()).replay().view().isSound());
    }
  }

  @Test
  void areFoundByEveryNodeRepairedByThePrimaryAndMisleadNobodyWhoComesLater() throws Exception {
    try (TestCluster cluster =
            TestCluster.found(TestKafka.three(), TestRegistry.shared(), Optional.of("n1"));
        Codecs codecs = new Codecs(cluster.connection())) {
      codecs.prepare();
      cluster.startLocal("n1", "n2");
      cluster.write("n1", Write.set("target", "first"));
      cluster.write("n1", Write.set("target", "true"));
      cluster.write("n1", Write.set("other", "true"));

      for (Map.Entry<String, Forged> forgery : forgeries().entrySet()) {
        byte[] bytes = forgery.getValue().bytes().apply(codecs, read(cluster));
        long offset = write(cluster, forgery.getValue().key(), bytes, null);
        awaitRepaired(cluster, forgery.getKey(), offset);
        assertThat(cluster.node("n2").value("target")).as(forgery.getKey()).contains("true");
      }
      byte[] bytes = codecs.events().encode(next(codecs, read(cluster), "evil"));
      awaitRepaired(cluster, "in a transaction", write(cluster, KEY, bytes, "somebody-else"));
      cluster.write("n2", Write.set("after", "1"));

      cluster.startLocal("n3");
      assertThat(cluster.node("n3").value("target")).contains("true");
      CompactedLog log = new CompactedLog(cluster, Duration.ofHours(1));
      log.awaitCompacted("n1", "target");
      cluster.startLocal("n4");
      assertThat(cluster.node("n4").value("target")).contains("true");
      assertThat(cluster.node("n4").value("other")).contains("true");
      cluster.verify();
    }
  }
}
