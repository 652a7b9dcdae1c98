package io.lockstep.node.primary;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandReader;
import io.lockstep.log.tail.JournalTail;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.replay.ReplayService;
import java.util.function.LongSupplier;

/**
 * The Kafka clients that only a primary needs: made when it first is one, kept for the next time.
 * Used by the primary's thread.
 */
public final class PrimaryClients implements AutoCloseable {
  private final LogConnection connection;
  private final Codecs codecs;
  private FencedAppender appender;
  private CommandReader reader;
  private LogEnds ends;
  private JournalTail journal;

  /** Makes nothing yet. */
  public PrimaryClients(LogConnection connection, Codecs codecs) {
    this.connection = connection;
    this.codecs = codecs;
  }

  PrimaryTerm term(String self, ReplayService replay, Liveness liveness, LongSupplier wallClock) {
    if (reader == null) {
      appender = new FencedAppender(connection, codecs);
      reader = new CommandReader(connection, codecs);
      ends = new LogEnds(connection);
      journal = new JournalTail(connection, codecs);
    }
    return new PrimaryTerm(self, replay, appender, reader, ends, liveness, wallClock);
  }

  JournalTail journal() {
    return journal;
  }

  @Override
  public void close() {
    if (reader != null) {
      appender.close();
      reader.close();
      ends.close();
      journal.close();
    }
  }
}
