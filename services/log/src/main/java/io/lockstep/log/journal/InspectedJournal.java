package io.lockstep.log.journal;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.topic.TopicContract;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads the journal for an audit: one thread fetches, others inspect what was fetched, the caller's
 * takes it in the order of the topic. A few fetches are under way at a time, whatever the journal's
 * length.
 */
final class InspectedJournal implements AutoCloseable {
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final Codecs codecs;
  private final Supplier<? extends MacCheck> macs;
  private final TopicFetcher fetcher;
  private final Deque<Future<List<AuditedEntry>>> underWay = new ArrayDeque<>();
  private final ExecutorService inspectors =
      Executors.newFixedThreadPool(THREADS, InspectedJournal::thread);
  private boolean ended;
  private long records;

  private InspectedJournal(
      LogConnection connection, Codecs codecs, Supplier<? extends MacCheck> macs) {
    this.codecs = codecs;
    this.macs = macs;
    this.fetcher = new TopicFetcher(connection, TopicContract.JOURNAL);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "lockstep-journal-inspector");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Reads all. What the handler throws ends the reading.
   *
   * @param macs makes a check for each thread; null to leave MACs alone
   */
  static JournalSpan read(
      LogConnection connection,
      Codecs codecs,
      Supplier<? extends MacCheck> macs,
      Consumer<AuditedEntry> handler) {
    try (InspectedJournal journal = new InspectedJournal(connection, codecs, macs)) {
      for (List<AuditedEntry> entries = journal.next();
          !entries.isEmpty();
          entries = journal.next()) {
        entries.forEach(handler);
      }
      return new JournalSpan(journal.fetcher.begin(), journal.fetcher.end(), journal.records);
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "read the journal", e);
    }
  }

  /** The next ones; empty at the end. */
  private List<AuditedEntry> next() {
    while (!ended && underWay.size() <= THREADS) {
      List<ConsumerRecord<byte[], byte[]>> fetched = fetcher.next();
      ended = fetched.isEmpty();
      if (!ended) {
        records += fetched.size();
        underWay.add(inspectors.submit(() -> inspect(fetched)));
      }
    }
    return underWay.isEmpty() ? List.of() : result(underWay.remove());
  }

  private List<AuditedEntry> inspect(List<ConsumerRecord<byte[], byte[]>> fetched) {
    EntryInspector inspector = new EntryInspector(codecs, macs == null ? null : macs.get());
    List<AuditedEntry> entries = new ArrayList<>(fetched.size());
    for (ConsumerRecord<byte[], byte[]> record : fetched) {
      entries.add(inspector.inspect(record));
    }
    return entries;
  }

  private static List<AuditedEntry> result(Future<List<AuditedEntry>> inspected) {
    try {
      return inspected.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    inspectors.shutdownNow();
    fetcher.close();
  }
}
