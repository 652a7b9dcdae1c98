package io.lockstep.node.primary;

import io.lockstep.log.append.Batch;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.schema.JournalEntry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A log that answers and has nothing. Tests have what they need of one in what extends it. */
class EmptyLog implements PrimaryLog {
  @Override
  public void connect() {}

  @Override
  public void prepare(long decided) {}

  @Override
  public void fence() {}

  @Override
  public long append(Batch batch) {
    throw new AssertionError("nothing is to be written");
  }

  @Override
  public long eventsEnd() {
    return 0;
  }

  @Override
  public long eventsBegin() {
    return 0;
  }

  @Override
  public Set<String> missing(Collection<String> keys) {
    return Set.of();
  }

  @Override
  public long outcomesEnd() {
    return 0;
  }

  @Override
  public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
    return Optional.empty();
  }

  @Override
  public void seekToCommitted(long decided) {}

  @Override
  public List<CommandRecord> poll(Duration max) {
    return List.of();
  }

  @Override
  public void close() {}
}
