package io.lockstep.log.testing;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.state.replay.JournalChain;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Writes a journal as a primary does, and as a forger does. */
public final class TestJournal implements AutoCloseable {
  private final LogConnection connection;
  private final Codecs codecs;
  private final FencedAppender appender;
  private final UnaryOperator<Event> signer;
  private final JournalChain chain = JournalChain.start();

  /** Writes to a cluster that has its topics and no events; fences with the first append. */
  public TestJournal(LogConnection connection, Codecs codecs) {
    this(connection, codecs, UnaryOperator.identity());
  }

  /** The same, with events as the signer makes them. */
  public TestJournal(LogConnection connection, Codecs codecs, UnaryOperator<Event> signer) {
    this.connection = connection;
    this.signer = signer;
    this.codecs = codecs;
    this.appender = new FencedAppender(connection, codecs);
  }

  /** Writes the next entries with their events in one transaction. */
  public List<JournalEntry> append(int number) {
    List<JournalEntry> entries = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      entries.add(next());
    }
    append(entries);
    return entries;
  }

  /** Writes entries with their events in one transaction; returns when readers see them. */
  public void append(List<JournalEntry> entries) {
    if (!appender.holdsFence()) {
      appender.fence();
    }
    appender.append(
        new Batch(
            entries.stream().map(JournalEntry::getEvent).toList(),
            entries,
            List.of(),
            List.of(),
            -1));
    // A commit is confirmed before its markers stand in each topic.
    try (Admin admin = Admin.create(ClientSettings.admin(connection))) {
      Awaitility.await("the committed entries")
          .pollInterval(Duration.ofMillis(10))
          .until(
              () ->
                  end(admin, IsolationLevel.READ_COMMITTED)
                      == end(admin, IsolationLevel.READ_UNCOMMITTED));
    }
  }

  private long end(Admin admin, IsolationLevel level)
      throws InterruptedException, ExecutionException {
    return admin
        .listOffsets(Map.of(partition(), OffsetSpec.latest()), new ListOffsetsOptions(level))
        .partitionResult(partition())
        .get()
        .offset();
  }

  private TopicPartition partition() {
    return new TopicPartition(connection.topic(TopicContract.JOURNAL), 0);
  }

  /** The next entry, a change of a parameter, without writing it. */
  public JournalEntry next() {
    long revision = chain.revision() + 1;
    return chain(Samples.event(revision, "key" + revision % 1_000, "value " + revision));
  }

  /** The entry of an event that has the next revision, without writing it. */
  public JournalEntry chain(Event event) {
    return chain.next(signer.apply(event));
  }

  /** Writes an entry to the journal alone, past the fence. */
  public void forge(String key, JournalEntry entry) {
    forge(key, codecs.journal().encode(entry));
  }

  /** Writes bytes to the journal alone, past the fence. */
  public void forge(String key, byte[] value) {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            ClientSettings.reports(connection),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(connection.topic(TopicContract.JOURNAL), 0, key, value))
          .get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("not forged", e);
    }
  }

  /** Deletes the records before an offset. */
  public void cutBefore(TestKafka kafka, long offset) {
    kafka.admin(
        admin ->
            admin.deleteRecords(Map.of(partition(), RecordsToDelete.beforeOffset(offset))).all());
  }

  /** An event's encoding. */
  public static ByteBuffer encoded(Event event) {
    return ByteBuffer.wrap(new CanonicalEncoder(Event.getClassSchema()).encode(event));
  }

  @Override
  public void close() {
    appender.close();
  }
}
