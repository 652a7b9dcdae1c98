package io.lockstep.simulation.broker;

import io.lockstep.log.append.Batch;
import io.lockstep.log.append.FencedException;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.Outcome;
import io.lockstep.simulation.broker.Txn.Part;
import io.lockstep.simulation.broker.Txn.State;
import io.lockstep.simulation.kernel.Clockwork;
import io.lockstep.simulation.kernel.Dice;
import io.lockstep.state.image.EntityKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Kafka as far as Lockstep leans on it: topics of one partition, one transactional id with its
 * epochs, markers that take offsets and are written to each topic at a time of its own, the last
 * stable offset, the group's offset in the transaction, and compaction.
 */
public final class Broker {
  /** How long a transaction may stay open. */
  static final long TRANSACTION_TIMEOUT = Duration.ofSeconds(10).toNanos();

  /** How long a tombstone stays once a compaction has seen it. */
  public static final Duration DELETE_RETENTION = Duration.ofMinutes(30);

  /** The broker answers later: the last transaction still completes. */
  static final class Busy extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Busy() {
      super("the last transaction completes", null, false, false);
    }
  }

  /** Is told of what is decided. */
  public interface Witness {
    /** A batch is in the log for good. */
    void committed(String writer, Batch batch);
  }

  private final Clockwork clock;
  private final Dice dice;
  private final BrokerRules rules;
  private final Witness witness;
  private final Map<Part, Topic> topics = new EnumMap<>(Part.class);
  private final Topic commands = new Topic();
  private final List<NodeReport> reports = new ArrayList<>();
  private final Map<Integer, Txn> last = new HashMap<>();
  private final List<Txn> incomplete = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();
  private int epoch;
  private int slowMarkers;
  private long groupOffset = -1;

  /** A broker with empty topics. */
  public Broker(Clockwork clock, Dice dice, BrokerRules rules, Witness witness) {
    this.clock = clock;
    this.dice = dice;
    this.rules = rules;
    this.witness = witness;
    for (Part topic : Part.values()) {
      topics.put(topic, new Topic());
    }
    clock.after(Duration.ofSeconds(1).toNanos(), this::endHanging);
  }

  /** Writes a batch as a producer that nothing disturbs. */
  public void found(Batch batch) {
    Txn txn = new Txn(++epoch, "founding", batch, clock.now());
    begin(txn);
    write(txn, 0, size(batch));
    txn.state = State.COMMITTED;
    witness.committed(txn.writer, batch);
    txn.unmarked.keySet().forEach(topic -> topics.get(topic).marker());
    txn.unmarked.clear();
    incomplete.remove(txn);
  }

  /** Adds somebody who is told when there may be something new to read. */
  public void addListener(Runnable listener) {
    listeners.add(listener);
  }

  // ---- producers

  int init(String writer) {
    boolean busy = false;
    for (Txn txn : List.copyOf(incomplete)) {
      if (!rules.fences()) {
        continue;
      }
      if (txn.state == State.OPEN) {
        abort(txn);
      }
      busy |= !txn.isComplete();
    }
    if (busy) {
      throw new Busy();
    }
    epoch++;
    clock.tell("broker: epoch " + epoch + " is of " + writer);
    return epoch;
  }

  private void requireFence(Txn txn) {
    if ((rules.fences() && txn.epoch != epoch) || txn.state == State.ABORTED) {
      throw new FencedException("epoch " + txn.epoch + " is over", null);
    }
  }

  static int size(Batch batch) {
    return 2 * batch.events().size() + batch.tombstones().size() + batch.outcomes().size();
  }

  void write(Txn txn, int from, int to) {
    requireFence(txn);
    if (last.get(txn.epoch) != txn) {
      begin(txn);
    }
    if (!txn.taken.add(from)) {
      return; // sent again
    }
    for (int i = from; i < to; i++) {
      write(txn, i);
    }
  }

  private void begin(Txn txn) {
    Txn before = last.get(txn.epoch);
    if (before != null && !before.isComplete()) {
      throw new Busy();
    }
    last.put(txn.epoch, txn);
    incomplete.add(txn);
    if (txn.batch.nextCommandOffset() >= 0 && !rules.commitsOffsetsWith(txn.batch)) {
      commitOffset(txn.batch.nextCommandOffset());
    }
  }

  private void write(Txn txn, int index) {
    Batch batch = txn.batch;
    int i = index;
    if (i < batch.events().size()) {
      Event event = batch.events().get(i);
      txn.lastEvent = append(txn, Part.EVENTS, EntityKeys.of(event), event);
      return;
    }
    i -= batch.events().size();
    if (i < batch.tombstones().size()) {
      txn.lastEvent = append(txn, Part.EVENTS, batch.tombstones().get(i), null);
      return;
    }
    i -= batch.tombstones().size();
    if (i < batch.journal().size()) {
      JournalEntry entry = batch.journal().get(i);
      append(txn, Part.JOURNAL, Long.toString(entry.getRevision()), entry);
      return;
    }
    Outcome outcome = batch.outcomes().get(i - batch.journal().size());
    append(txn, Part.OUTCOMES, outcome.getCommandId(), outcome);
  }

  private long append(Txn txn, Part topic, String key, Object value) {
    long offset = topics.get(topic).append(key, value, txn, clock.now()).offset;
    txn.unmarked.putIfAbsent(topic, offset);
    return offset;
  }

  void commit(Txn txn) {
    requireFence(txn);
    if (txn.state == State.COMMITTED) {
      return; // asked for again
    }
    long next = txn.batch.nextCommandOffset();
    if (last.get(txn.epoch) != txn) {
      begin(txn);
    }
    txn.state = State.COMMITTED;
    clock.tell(
        "broker: committed for "
            + txn.writer
            + " events="
            + txn.batch.events().size()
            + " outcomes="
            + txn.batch.outcomes().size()
            + " tombstones="
            + txn.batch.tombstones().size());
    witness.committed(txn.writer, txn.batch);
    if (next >= 0 && rules.commitsOffsetsWith(txn.batch)) {
      txn.offsetPending = true;
      clock.after(
          markerDelay(),
          () -> {
            txn.offsetPending = false;
            commitOffset(next);
            complete(txn);
          });
    }
    mark(txn);
  }

  void commitOffset(long next) {
    groupOffset = next;
  }

  void abort(Txn txn) {
    if (txn.state == State.OPEN && last.get(txn.epoch) == txn) {
      txn.state = State.ABORTED;
      clock.tell("broker: aborted for " + txn.writer);
      mark(txn);
    }
  }

  private void mark(Txn txn) {
    for (Part topic : List.copyOf(txn.unmarked.keySet())) {
      clock.after(
          markerDelay(),
          () -> {
            topics.get(topic).marker();
            txn.unmarked.remove(topic);
            complete(txn);
            tellListeners();
          });
    }
    slowMarkers = Math.max(0, slowMarkers - 1);
    complete(txn);
  }

  /** Lets the markers of the next transactions come late. */
  public void delayMarkers(int transactions) {
    slowMarkers = transactions;
  }

  private long markerDelay() {
    if (slowMarkers > 0) {
      return dice.millis(500, 5_000);
    }
    return dice.chance(0.02) ? dice.millis(200, 3_000) : dice.millis(0, 8);
  }

  private void complete(Txn txn) {
    if (txn.isComplete()) {
      incomplete.remove(txn);
    }
  }

  private void endHanging() {
    for (Txn txn : List.copyOf(incomplete)) {
      if (txn.state == State.OPEN && clock.now() - txn.began > TRANSACTION_TIMEOUT) {
        abort(txn);
      }
    }
    clock.after(Duration.ofSeconds(1).toNanos(), this::endHanging);
  }

  private void tellListeners() {
    listeners.forEach(Runnable::run);
  }

  // ---- commands and reports

  long send(Command command) {
    String id = command.getSubmissions().get(0).getId();
    long offset = commands.append(id, command, null, clock.now()).offset;
    tellListeners();
    return offset;
  }

  void report(NodeReport report) {
    reports.add(report);
    tellListeners();
  }

  List<NodeReport> reports() {
    return reports;
  }

  Topic commands() {
    return commands;
  }

  /** The group's offset; negative for none. Waits while a transaction holds one back. */
  long groupOffset() {
    if (incomplete.stream().anyMatch(txn -> txn.offsetPending)) {
      throw new Busy();
    }
    return groupOffset;
  }

  // ---- readers

  Topic topic(Part topic) {
    return topics.get(topic);
  }

  /** Offset up to which a topic can be read. */
  long readable(Part topic) {
    long readable = topics.get(topic).end();
    if (!rules.hidesWhatIsOpen()) {
      return readable;
    }
    for (Txn txn : incomplete) {
      readable = Math.min(readable, txn.unmarked.getOrDefault(topic, Long.MAX_VALUE));
    }
    return readable;
  }

  boolean shows(Stored record) {
    return record.isReadable() || (!rules.hidesWhatIsOpen() && !record.isAborted());
  }

  /** Offset up to which {@code events} can be read. */
  public long eventsReadable() {
    return readable(Part.EVENTS);
  }

  /** Offset up to which {@code outcomes} can be read. */
  public long outcomesReadable() {
    return readable(Part.OUTCOMES);
  }

  /** Offset behind the last record of {@code events}. */
  public long eventsEnd() {
    return topics.get(Part.EVENTS).end();
  }

  /** Commands that were taken, in order. */
  public List<Command> takenCommands() {
    List<Command> all = new ArrayList<>();
    for (int i = 0; i < commands.size(); i++) {
      all.add((Command) commands.at(i).value);
    }
    return all;
  }

  /** One pass of the cleaner over {@code events}, as far as it may come. */
  public void compact() {
    long seen = dice.chance(0.5) ? eventsReadable() : bound(eventsReadable());
    long cleaned = dice.chance(0.5) ? seen : bound(seen);
    compact(cleaned, seen);
  }

  /** One pass over all that may be cleaned. */
  public void compactAll() {
    compact(eventsReadable(), eventsReadable());
  }

  private long bound(long most) {
    return most == 0 ? 0 : dice.between(0, (int) most);
  }

  private void compact(long cleaned, long seen) {
    int before = topics.get(Part.EVENTS).size();
    topics
        .get(Part.EVENTS)
        .compact(
            cleaned,
            seen,
            clock.now(),
            (long) (DELETE_RETENTION.toNanos() * rules.tombstoneLife()),
            (record, replaced) -> rules.compacts(record.key, record.value == null, replaced));
    clock.tell(
        "broker: compacted below "
            + cleaned
            + " took "
            + (before - topics.get(Part.EVENTS).size()));
  }
}
