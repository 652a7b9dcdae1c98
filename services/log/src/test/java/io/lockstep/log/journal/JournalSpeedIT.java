package io.lockstep.log.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.testing.TestJournal;
import io.lockstep.log.testing.TestKafka;
import io.lockstep.log.testing.TestLog;
import io.lockstep.log.testing.TestRegistry;
import io.lockstep.schema.topic.TopicContract;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The time to verify, without and with MACs, against the bare time to read; prints all. They
 * compare on an idle machine with {@code -Djournal.entries=1000000} and both compilers in {@code
 * -Dtest.jvm.options}.
 */
@Tag("heavy")
class JournalSpeedIT {
  private static final TestKafka KAFKA = TestKafka.single();
  private static final int ENTRIES = Integer.getInteger("journal.entries", 20_000);
  private static final int ROUNDS = 5;

  @Test
  void verifiesInAboutTheTimeToRead() {
    LogConnection connection = TestLog.provisioned(KAFKA, TestRegistry.shared());
    TestMacs macs = new TestMacs(connection.cluster());
    try (Codecs codecs = new Codecs(connection);
        TestJournal journal = new TestJournal(connection, codecs, macs::sign)) {
      for (int written = 0; written < ENTRIES; written += 10_000) {
        journal.append(Math.min(10_000, ENTRIES - written));
      }
      long bare = Long.MAX_VALUE;
      long chain = Long.MAX_VALUE;
      long both = Long.MAX_VALUE;
      for (int round = 0; round < ROUNDS; round++) {
        bare = Math.min(bare, nanos(() -> read(connection)));
        chain = Math.min(chain, nanos(() -> verify(connection, codecs, Optional.empty())));
        both = Math.min(both, nanos(() -> verify(connection, codecs, Optional.of(macs::check))));
      }
      System.out.printf(
          "%d journal entries: read in %d ms, verified in %d ms (%.2f times), with MACs in %d ms"
              + " (%.2f times)%n",
          ENTRIES,
          TimeUnit.NANOSECONDS.toMillis(bare),
          TimeUnit.NANOSECONDS.toMillis(chain),
          (double) chain / bare,
          TimeUnit.NANOSECONDS.toMillis(both),
          (double) both / bare);
    }
  }

  private static long nanos(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return System.nanoTime() - start;
  }

  private static void verify(
      LogConnection connection, Codecs codecs, Optional<Supplier<MacCheck>> macs) {
    JournalFinding finding = JournalAudit.run(connection, codecs, macs, entry -> {});

    assertThat(finding.isIntact()).as("%s", finding).isTrue();
    assertThat(finding.span().records()).isEqualTo(ENTRIES);
    assertThat(finding.macs().map(MacFinding::valid)).isEqualTo(macs.map(any -> (long) ENTRIES));
  }

  private static void read(LogConnection connection) {
    TopicPartition partition = new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            TopicFetcher.settings(connection),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(partition));
      consumer.seek(partition, 0);
      long end = consumer.endOffsets(Set.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(100));
      }
    }
  }
}
