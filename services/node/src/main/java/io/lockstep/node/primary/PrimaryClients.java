package io.lockstep.node.primary;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandReader;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.log.tail.EventScan;
import io.lockstep.log.tail.JournalTail;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka clients that only a primary needs: made when it connects, kept until they are closed.
 * Used by the primary's thread, but for {@link #renew}.
 */
public final class PrimaryClients implements PrimaryLog {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryClients.class);

  private static final Duration FIRST_FETCH = Duration.ofMillis(200);

  private final LogConnection connection;
  private final Codecs codecs;
  private FencedAppender appender;
  private volatile CommandReader reader;
  private LogEnds ends;
  private JournalTail journal;
  private volatile boolean outdated;

  /** Makes nothing yet. */
  public PrimaryClients(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  /** Has them made anew: ends the term, if there is one, and the next connects. Any thread. */
  public void renew() {
    outdated = true;
    CommandReader waiting = reader;
    if (waiting != null) {
      waiting.wakeup();
    }
  }

  @Override
  public void connect() {
    if (outdated) {
      outdated = false;
      close();
    }
    // One by one: each looks the brokers up, and may fail where the one before did not.
    appender = appender == null ? new FencedAppender(connection, codecs) : appender;
    reader = reader == null ? new CommandReader(connection, codecs) : reader;
    ends = ends == null ? new LogEnds(connection) : ends;
    journal = journal == null ? new JournalTail(connection, codecs) : journal;
  }

  @Override
  public void prepare(long decided) {
    connect();
    appender.prepare();
    ends.eventsEnd();
    journal.prepare();
    reader.seekToCommitted(decided);
    int waiting = reader.poll(FIRST_FETCH).size(); // they are read again once they are decided
    LOG.info("ready to take over commands={}", waiting);
  }

  @Override
  public void fence() {
    appender.fence();
  }

  @Override
  public long append(Batch batch) {
    return appender.append(batch);
  }

  @Override
  public long eventsEnd() {
    return ends.eventsEnd();
  }

  @Override
  public long eventsBegin() {
    return ends.eventsBegin();
  }

  @Override
  public Set<String> missing(Collection<String> keys) {
    return new EventScan(connection, codecs).missing(keys);
  }

  @Override
  public long outcomesEnd() {
    return ends.outcomesEnd();
  }

  @Override
  public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
    return journal.last(revision, genuine);
  }

  @Override
  public void seekToCommitted(long decided) {
    reader.seekToCommitted(decided);
  }

  @Override
  public List<CommandRecord> poll(Duration max) {
    if (outdated) {
      throw new LogUnavailableException("clients of Kafka are to be made anew", null);
    }
    return reader.poll(max);
  }

  @Override
  public void close() {
    close(appender);
    close(reader);
    close(ends);
    close(journal);
    appender = null;
    reader = null;
    ends = null;
    journal = null;
  }

  private static void close(AutoCloseable client) {
    try {
      if (client != null) {
        client.close();
      }
    } catch (Exception e) {
      LOG.warn("not closed cleanly part={}", client.getClass().getSimpleName(), e);
    }
  }
}
