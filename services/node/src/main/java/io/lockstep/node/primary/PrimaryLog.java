package io.lockstep.node.primary;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The log as a primary needs it. Used by the primary's thread; every method may block, and throws
 * {@link LogUnavailableException} where the brokers do not answer.
 */
public interface PrimaryLog extends AutoCloseable {
  /** Makes ready what the other methods need. */
  void connect();

  /**
   * Connects, and asks for what a term asks for first, so that it waits for less; takes nothing.
   *
   * @param decided as in {@link #seekToCommitted}
   */
  void prepare(long decided);

  /** Takes the right to write from every other primary; ends what they had under way. */
  void fence();

  /**
   * Writes a batch in one transaction.
   *
   * @return offset in {@code events} of its last record; -1 where it has none there
   * @throws FencedException if another took the right to write
   * @throws CommitUnknownException if the batch is in the log or not
   * @throws LogUnavailableException if nothing was written, for certain
   */
  long append(Batch batch);

  /** Offset after the last record of {@code events}, committed or not. */
  long eventsEnd();

  /** First offset that {@code events} may have a record at. */
  long eventsBegin();

  /** Those of the keys for which {@code events} has no record; reads all of it. */
  Set<String> missing(Collection<String> keys);

  /** Offset after the last record of {@code outcomes}, committed or not. */
  long outcomesEnd();

  /**
   * The committed journal entry of the highest revision among those that are genuine.
   *
   * @param revision that it should have
   */
  Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine);

  /**
   * Goes to the first command that is not decided.
   *
   * @param decided offset of a command that is known to be decided, at least in part; negative for
   *     none
   */
  void seekToCommitted(long decided);

  /** The next commands, in order; empty if none came within {@code max}. */
  List<CommandRecord> poll(Duration max);

  /**
   * Ends what is under way; what was not committed is not. It may be connected again. Does not
   * throw.
   */
  @Override
  void close();
}
