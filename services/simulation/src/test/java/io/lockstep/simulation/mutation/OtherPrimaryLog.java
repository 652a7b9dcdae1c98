package io.lockstep.simulation.mutation;

import io.lockstep.log.append.Batch;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.primary.PrimaryLog;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A primary's log that does what another one does, where it is not told otherwise. */
abstract class OtherPrimaryLog implements PrimaryLog {
  private final PrimaryLog real;

  OtherPrimaryLog(PrimaryLog real) {
    this.real = real;
  }

  @Override
  public void connect() {
    real.connect();
  }

  @Override
  public void prepare(long decided) {
    real.prepare(decided);
  }

  @Override
  public void fence() {
    real.fence();
  }

  @Override
  public long append(Batch batch) {
    return real.append(batch);
  }

  @Override
  public long eventsEnd() {
    return real.eventsEnd();
  }

  @Override
  public long eventsBegin() {
    return real.eventsBegin();
  }

  @Override
  public Set<String> missing(Collection<String> keys) {
    return real.missing(keys);
  }

  @Override
  public long outcomesEnd() {
    return real.outcomesEnd();
  }

  @Override
  public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
    return real.lastEntry(revision, genuine);
  }

  @Override
  public void seekToCommitted(long decided) {
    real.seekToCommitted(decided);
  }

  @Override
  public List<CommandRecord> poll(Duration max) {
    return real.poll(max);
  }

  @Override
  public void close() {
    real.close();
  }
}
