package io.lockstep.simulation.broker;

import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.log.tail.TailHandler;
import io.lockstep.schema.Event;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.simulation.broker.Txn.Part;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The tail of a simulated node. Like Kafka's consumer it fetches what is readable then, hands it
 * out in parts of any size, and jumps over markers, aborted records and what compaction took only
 * when a fetch is used up.
 */
public final class SimulatedTail {
  private static final int OLD_REPORTS = 12;
  private static final long IDLE = 200_000_000L;

  /** Where a topic is read. */
  private final class Reader {
    private final Part part;
    private final Deque<Stored> fetched = new ArrayDeque<>();
    private long position;
    private long next;

    Reader(Part part, long position) {
      this.part = part;
      seek(position);
    }

    void seek(long offset) {
      position = offset;
      next = offset;
      fetched.clear();
    }

    boolean hasMore() {
      return position < broker.readable(part);
    }

    List<Stored> take() {
      if (fetched.isEmpty()) {
        fetch();
      }
      List<Stored> taken = new ArrayList<>();
      int most = dice.chance(0.3) ? dice.between(0, 3) : Integer.MAX_VALUE;
      while (!fetched.isEmpty() && taken.size() < most) {
        taken.add(fetched.pollFirst());
        position = taken.get(taken.size() - 1).offset + 1;
      }
      if (fetched.isEmpty()) {
        position = next;
      }
      return taken;
    }

    private void fetch() {
      Topic topic = broker.topic(part);
      long readable = broker.readable(part);
      if (position >= readable) {
        return;
      }
      int most = dice.chance(0.2) ? dice.between(1, 5) : Integer.MAX_VALUE;
      next = readable;
      for (int i = topic.indexOf(position); i < topic.size(); i++) {
        Stored record = topic.at(i);
        if (record.offset >= readable) {
          break;
        }
        if (fetched.size() >= most) {
          next = record.offset;
          break;
        }
        if (broker.shows(record)) {
          fetched.addLast(record);
        }
      }
    }
  }

  private final SimulatedProcess process;
  private final Broker broker;
  private final Clockwork clock;
  private final Dice dice;
  private final Faults faults;
  private final TailHandler handler;
  private final Reader events;
  private final Reader outcomes;
  private int reports;
  private long plannedAt = Long.MAX_VALUE;
  private int plan;
  private BooleanSupplier loses = () -> false;
  private boolean closed;
  private long turns;

  /** Begins to read {@code events} at an offset. */
  public SimulatedTail(
      SimulatedProcess process,
      Broker broker,
      Clockwork clock,
      Dice dice,
      Faults faults,
      TailHandler handler,
      long eventsOffset) {
    this.process = process;
    this.broker = broker;
    this.clock = clock;
    this.dice = dice;
    this.faults = faults;
    this.handler = handler;
    this.events = new Reader(Part.EVENTS, eventsOffset);
    this.outcomes = new Reader(Part.OUTCOMES, 0);
    this.reports = Math.max(0, broker.reports().size() - OLD_REPORTS);
  }

  /** Starts to read. */
  public void start() {
    broker.addListener(this::hint);
    planIn(dice.millis(1, 20));
  }

  /** Reads no more. */
  public void close() {
    closed = true;
  }

  /** Reads {@code events} from an offset, after the current batch. */
  public void restartFrom(long offset) {
    events.seek(offset);
  }

  /**
   * Lets a record of {@code events} get lost on its way, the next that is not the last of a batch:
   * what nobody writes behind cannot be missed.
   *
   * @param spared whether none shall get lost now
   */
  public void lose(BooleanSupplier spared) {
    loses = () -> !spared.getAsBoolean();
  }

  /** How often it has read. */
  public long turns() {
    return turns;
  }

  private void hint() {
    if (!closed && !faults.isCut() && !faults.isSlow() && plannedAt > clock.now() + 4_000_000L) {
      planIn(faults.delay());
    }
  }

  private void planIn(long nanos) {
    int number = ++plan;
    plannedAt = clock.now() + nanos;
    process.after(
        nanos,
        () -> {
          if (number == plan && !closed) {
            turn();
          }
        });
  }

  private void turn() {
    if (faults.isCut()) {
      handler.onUnavailable("the broker does not answer");
      planIn(5 * IDLE);
      return;
    }
    List<EventRecord> eventRecords = new ArrayList<>();
    List<Stored> taken = events.take();
    for (Stored record : taken) {
      boolean last = record == taken.get(taken.size() - 1);
      if (!last && record.value != null && loses.getAsBoolean()) {
        loses = () -> false;
        clock.tell(process.name() + ": lost the record at " + record.offset);
      } else {
        eventRecords.add(new EventRecord(record.offset, record.key, (Event) record.value, null));
      }
    }
    List<Outcome> outcomeRecords = new ArrayList<>();
    for (Stored record : outcomes.take()) {
      outcomeRecords.add((Outcome) record.value);
    }
    List<NodeReport> all = broker.reports();
    List<NodeReport> reportRecords = List.copyOf(all.subList(reports, all.size()));
    reports = all.size();
    handler.onBatch(
        new TailBatch(
            eventRecords, outcomeRecords, reportRecords, events.position, outcomes.position, true));
    turns++;
    if (!closed) {
      planIn(events.hasMore() || outcomes.hasMore() ? faults.tailDelay() : IDLE);
    }
    process.poke();
  }
}
