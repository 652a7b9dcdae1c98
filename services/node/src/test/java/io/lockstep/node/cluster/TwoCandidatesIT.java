package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.node.primary.AppendBatches;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.trust.mac.EventMac;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several nodes hold themselves for the primary at the same time. */
@Tag("long")
class TwoCandidatesIT {

  @Test
  void ofNodesThatTakeTheFirstTermAtOnceOneGetsIt() {
    try (TestCluster cluster = TestCluster.found(Optional.empty())) {
      cluster.startLocal("n1", "n2", "n3");
      cluster.startClients();
      cluster.awaitWrites(3);

      ClusterInvariants held = cluster.verify();
      assertThat(held.terms()).as("terms").hasSize(1);
      assertThat(held.image().members().present()).hasSize(3);
    }
  }

  @Test
  void aZombieThatWritesWithItsOldProducerIsRefused() {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"));
        Codecs codecs = new Codecs(cluster.connection());
        FencedAppender zombie = new FencedAppender(cluster.connection(), codecs)) {
      zombie.fence();
      cluster.startLocal("n1");
      cluster.write("n1", Write.set("key", "value"));

      Batch late = nextTerm(cluster.settled(), "late");
      assertThatThrownBy(() -> zombie.append(late))
          .isInstanceOf(FencedException.class)
          .hasMessageContaining("took over");

      cluster.write("n1", Write.set("key", "again"));
      ClusterInvariants held = cluster.verify();
      assertThat(held.isWritten("late")).isFalse();
      assertThat(held.terms()).extracting(PrimaryPromoted::getEpoch).containsExactly(1L);
    }
  }

  /** It was paused between writing and committing; its records lie in the log. */
  @Test
  void aZombieThatCommitsWhatItWroteBeforeItWasFencedIsRefused() {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"));
        Codecs codecs = new Codecs(cluster.connection())) {
      cluster.startLocal("n1");
      KafkaProducer<String, byte[]> zombie = zombieThatWrote(cluster, codecs, "late");
      try (zombie) {
        cluster.awaitAccepted("n1", () -> Write.set("key", "of the rightful"));

        assertThatThrownBy(zombie::commitTransaction).isInstanceOf(ProducerFencedException.class);
      }

      cluster.write("n1", Write.set("key", "again"));
      ClusterInvariants held = cluster.verify();
      assertThat(held.isWritten("late")).isFalse();
      assertThat(held.terms()).extracting(PrimaryPromoted::getNode).containsExactly("n1");
    }
  }

  /**
   * It was killed in the midst of a transaction, and there is no other node that could take over.
   */
  @Test
  void aNodeThatStartsBehindAnOpenTransactionEndsItItself() {
    try (TestCluster cluster = TestCluster.found(Optional.of("n1"));
        Codecs codecs = new Codecs(cluster.connection());
        KafkaProducer<String, byte[]> killed = producer(cluster, Duration.ofMinutes(10))) {
      killed.initTransactions();
      killed.beginTransaction();
      Batch late = nextTerm(cluster.settled(), "late");
      records(cluster, codecs, late.journal().get(0)).forEach(killed::send);
      killed.flush();

      cluster.startLocal("n1");

      cluster.write("n1", Write.set("key", "value"));
      assertThat(cluster.verify().isWritten("late")).isFalse();
    }
  }

  /**
   * What it wrote lies in the log, uncommitted. A node that starts writes of itself, such as its
   * certificate, and may fence the zombie before it wrote: then there is another one.
   */
  private static KafkaProducer<String, byte[]> zombieThatWrote(
      TestCluster cluster, Codecs codecs, String changeId) {
    return Awaitility.await("a zombie that wrote before it was fenced")
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .until(() -> writing(cluster, codecs, changeId), Optional::isPresent)
        .orElseThrow();
  }

  private static Optional<KafkaProducer<String, byte[]>> writing(
      TestCluster cluster, Codecs codecs, String changeId) throws InterruptedException {
    KafkaProducer<String, byte[]> zombie = producer(cluster, Duration.ofSeconds(10));
    zombie.initTransactions();
    zombie.beginTransaction();
    JournalEntry entry = nextTerm(cluster.settled(), changeId).journal().get(0);
    List<Future<RecordMetadata>> sent =
        records(cluster, codecs, entry).stream().map(zombie::send).toList();
    zombie.flush();
    try {
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
      return Optional.of(zombie);
    } catch (ExecutionException e) {
      zombie.close(Duration.ZERO);
      return Optional.empty();
    }
  }

  private static KafkaProducer<String, byte[]> producer(TestCluster cluster, Duration timeout) {
    Map<String, Object> settings = new HashMap<>(ClientSettings.appender(cluster.connection()));
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) timeout.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  private static List<ProducerRecord<String, byte[]>> records(
      TestCluster cluster, Codecs codecs, JournalEntry entry) {
    return List.of(
        new ProducerRecord<>(
            cluster.connection().topic(TopicContract.EVENTS),
            0,
            "primary",
            codecs.events().encode(entry.getEvent())),
        new ProducerRecord<>(
            cluster.connection().topic(TopicContract.JOURNAL),
            0,
            Long.toString(entry.getRevision()),
            codecs.journal().encode(entry)));
  }

  /** What a candidate would write behind the newest revision. */
  private static Batch nextTerm(ClusterInvariants log, String changeId) {
    EventMac mac = TestSecrets.mac(log.image().cluster());
    List<Event> events =
        Terms.failover(log.image(), "n9", changeId, 1).stream().map(mac::sign).toList();
    return AppendBatches.of(JournalChain.after(log.last()), events);
  }
}
