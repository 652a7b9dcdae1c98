package io.lockstep.node.primary;

import io.lockstep.log.LogConnection;
import io.lockstep.log.append.FencedAppender;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.command.CommandReader;
import io.lockstep.log.tail.JournalTail;
import io.lockstep.log.tail.LogEnds;
import io.lockstep.node.observe.Liveness;
import io.lockstep.node.observe.Warnings;
import io.lockstep.node.replay.ReplayService;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.ProfileParameters;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka clients that only a primary needs: made when it first is one, kept for the next time.
 * Used by the primary's thread.
 */
public final class PrimaryClients implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PrimaryClients.class);

  private final LogConnection connection;
  private final Codecs codecs;
  private final NodeTrust trust;
  private final Warnings warnings;
  private final ProfileParameters profiles;
  private FencedAppender appender;
  private CommandReader reader;
  private LogEnds ends;
  private JournalTail journal;

  /** Makes nothing yet. */
  public PrimaryClients(
      LogConnection connection,
      Codecs codecs,
      NodeTrust trust,
      Warnings warnings,
      ProfileParameters profiles) {
    this.connection = connection;
    this.codecs = codecs;
    this.trust = trust;
    this.warnings = warnings;
    this.profiles = profiles;
  }

  PrimaryTerm term(String self, ReplayService replay, Liveness liveness, LongSupplier wallClock) {
    // One by one: each looks the brokers up, and may fail where the one before did not.
    appender = appender == null ? new FencedAppender(connection, codecs) : appender;
    reader = reader == null ? new CommandReader(connection, codecs) : reader;
    ends = ends == null ? new LogEnds(connection) : ends;
    journal = journal == null ? new JournalTail(connection, codecs) : journal;
    JoinCheck joins = new JoinCheck(trust, liveness);
    return new PrimaryTerm(
        self,
        replay,
        appender,
        reader,
        ends,
        new Macs(trust),
        new Intake(warnings, joins),
        new Decider(joins, profiles),
        wallClock);
  }

  SecretUpkeep secrets(Liveness liveness) {
    return new SecretUpkeep(trust, liveness);
  }

  JournalTail journal() {
    return journal;
  }

  @Override
  public void close() {
    close(appender);
    close(reader);
    close(ends);
    close(journal);
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
