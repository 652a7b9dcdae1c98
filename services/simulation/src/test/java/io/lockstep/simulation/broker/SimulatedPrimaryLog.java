package io.lockstep.simulation.broker;

import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.append.Batch;
import io.lockstep.log.append.CommitUnknownException;
import io.lockstep.log.append.FencedException;
import io.lockstep.log.command.CommandRecord;
import io.lockstep.node.primary.PrimaryLog;
import io.lockstep.schema.Command;
import io.lockstep.schema.JournalEntry;
import io.lockstep.simulation.broker.Calls.Unanswered;
import io.lockstep.simulation.broker.Txn.Part;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The log of a simulated primary; says what {@code FencedAppender} and its peers say. */
public class SimulatedPrimaryLog implements PrimaryLog {
  private static final long SECOND = 1_000_000_000L;
  private static final int MOST_POLLED = 500;

  /** How long a client waits for a commit: shorter than for real, so that it happens more often. */
  private static final long PATIENCE = 4 * SECOND;

  private final SimulatedProcess process;
  private final Broker broker;
  private final Clockwork clock;
  private final Dice dice;
  private final Faults faults;
  private final Calls calls;
  private int epoch = -1;
  private long position;

  /** A log that a process reaches over a link. */
  public SimulatedPrimaryLog(
      SimulatedProcess process, Broker broker, Clockwork clock, Dice dice, Faults faults) {
    this.process = process;
    this.broker = broker;
    this.clock = clock;
    this.dice = dice;
    this.faults = faults;
    this.calls = new Calls(process, clock, dice, faults);
  }

  @Override
  public void connect() {}

  @Override
  public void prepare(long decided) {}

  private <T> T ask(String what, long timeout, Supplier<T> onBroker) {
    try {
      return calls.call(timeout, onBroker);
    } catch (Unanswered e) {
      throw new LogUnavailableException("the broker could not " + what, e);
    }
  }

  @Override
  public void fence() {
    epoch = -1;
    epoch = ask("fence", PATIENCE, () -> broker.init(process.name()));
  }

  @Override
  public long append(Batch batch) {
    if (epoch < 0) {
      throw new IllegalStateException("append without the fence");
    }
    if (Broker.size(batch) == 0 && batch.nextCommandOffset() < 0) {
      return -1;
    }
    Txn txn = new Txn(epoch, process.name(), batch, clock.now());
    try {
      write(txn);
    } catch (Unanswered e) {
      abort(txn);
      throw new LogUnavailableException("the broker could not write a batch", e);
    } catch (FencedException e) {
      epoch = -1;
      throw e;
    }
    try {
      calls.call(
          PATIENCE,
          () -> {
            faults.commit(() -> broker.commit(txn));
            return null;
          });
    } catch (Unanswered e) {
      epoch = -1;
      throw new CommitUnknownException("the broker did not say whether it committed", e);
    } catch (FencedException e) {
      epoch = -1;
      throw e;
    }
    return txn.lastEvent;
  }

  private void write(Txn txn) throws Unanswered {
    int size = Broker.size(txn.batch);
    for (int from = 0; from < size; ) {
      int begin = from;
      int end = dice.chance(0.7) ? size : dice.between(from + 1, size);
      calls.call(
          PATIENCE - SECOND / 2,
          () -> {
            broker.write(txn, begin, end);
            return null;
          });
      from = end;
    }
  }

  private void abort(Txn txn) {
    try {
      calls.call(
          SECOND,
          () -> {
            broker.abort(txn);
            return null;
          });
    } catch (Unanswered e) {
      epoch = -1;
    }
  }

  @Override
  public long eventsEnd() {
    return ask("say where events end", 10 * SECOND, () -> broker.topic(Part.EVENTS).end());
  }

  @Override
  public long eventsBegin() {
    return 0; // the simulated broker deletes nothing that nothing has replaced
  }

  @Override
  public Set<String> missing(Collection<String> keys) {
    return Set.of();
  }

  @Override
  public long outcomesEnd() {
    return ask("say where outcomes end", 10 * SECOND, () -> broker.topic(Part.OUTCOMES).end());
  }

  @Override
  public Optional<JournalEntry> lastEntry(long revision, Predicate<JournalEntry> genuine) {
    return ask("read the journal", 10 * SECOND, () -> last(revision, genuine));
  }

  private Optional<JournalEntry> last(long revision, Predicate<JournalEntry> genuine) {
    Topic journal = broker.topic(Part.JOURNAL);
    JournalEntry last = null;
    for (int i = journal.size() - 1; i >= 0; i--) {
      Stored record = journal.at(i);
      if (record.offset >= broker.readable(Part.JOURNAL) || !broker.shows(record)) {
        continue;
      }
      JournalEntry entry = (JournalEntry) record.value;
      if ((last == null || entry.getRevision() >= last.getRevision()) && genuine.test(entry)) {
        last = entry;
      }
      if (last != null && last.getRevision() >= revision && journal.size() - i > 8) {
        break;
      }
    }
    return Optional.ofNullable(last);
  }

  @Override
  public void seekToCommitted(long decided) {
    position = Math.max(0, Math.max(decided, ask("say", 5 * SECOND, broker::groupOffset)));
  }

  @Override
  public List<CommandRecord> poll(Duration max) {
    Topic commands = broker.commands();
    // Longer than it is told to where nothing comes, which Kafka's may too: each turn costs time.
    process.block(() -> !faults.isCut() && commands.end() > position, 4 * max.toNanos());
    if (!faults.carries()) {
      return List.of();
    }
    if (dice.chance(0.3)) {
      process.block(() -> false, dice.millis(0, 5));
    }
    List<CommandRecord> polled = new ArrayList<>();
    int most = dice.chance(0.3) ? dice.between(1, 3) : MOST_POLLED;
    for (int i = commands.indexOf(position); i < commands.size() && polled.size() < most; i++) {
      Stored record = commands.at(i);
      polled.add(
          new CommandRecord(
              record.offset,
              SimulatedTime.EPOCH_MILLIS + record.time / 1_000_000,
              (Command) record.value,
              null));
      position = record.offset + 1;
    }
    return polled;
  }

  @Override
  public void close() {
    epoch = -1;
  }
}
