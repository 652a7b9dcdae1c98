package io.lockstep.node.testing;

import io.lockstep.log.codec.UnreadableRecordException.Kind;
import io.lockstep.log.tail.EventRecord;
import io.lockstep.log.tail.TailBatch;
import io.lockstep.node.trust.Macs;
import io.lockstep.node.trust.NodeTrust;
import io.lockstep.schema.Command;
import io.lockstep.schema.Event;
import io.lockstep.schema.JoinNode;
import io.lockstep.schema.Member;
import io.lockstep.schema.MemberState;
import io.lockstep.schema.Operation;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.RemoveConfiguration;
import io.lockstep.schema.SetConfiguration;
import io.lockstep.schema.Submission;
import io.lockstep.state.decide.Decider;
import io.lockstep.state.decide.Decision;
import io.lockstep.state.decide.JoinEvidence;
import io.lockstep.state.decide.Observations;
import io.lockstep.state.decide.Repair;
import io.lockstep.state.decide.Term;
import io.lockstep.state.decide.Terms;
import io.lockstep.state.image.CanonicalEncoder;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.Replay;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A log as a primary writes it: decided for real, and a marker's offset after each transaction. */
public final class WrittenLog {
  /** What the nodes that read it have. */
  static final NodeTrust TRUST = TestSecrets.trust("test", "n1");

  private static final Macs MACS = new Macs(TRUST);
  private static final Observations ALL_WELL =
      new Observations() {
        @Override
        public boolean alive(String node) {
          return true;
        }

        @Override
        public long lag(String node) {
          return 0;
        }

        @Override
        public JoinEvidence join(JoinNode join) {
          return new JoinEvidence(true, join.getToken(), 0);
        }
      };

  private final List<EventRecord> records = new ArrayList<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private ClusterImage image = ClusterImage.EMPTY;
  private long end;

  private WrittenLog() {}

  /** A cluster "test" whose first node, n1, is primary; revision 4. */
  public static WrittenLog founded() {
    WrittenLog log = new WrittenLog();
    log.append(Terms.found("test", Optional.empty(), "founding", "tester", 0));
    log.append(Terms.first(log.image, member("n1"), "first", 0));
    return log;
  }

  /** A node on a host of its own. */
  public static Member member(String id) {
    return Member.newBuilder()
        .setId(id)
        .setHost(id + ".example")
        .setUrl("http://" + id + ".example:8101")
        .setAdminUrl("https://" + id + ".example:444")
        .setSite(null)
        .setSoftwareVersion("0.1.0")
        .setFormatLevel(ClusterImage.SUPPORTED_FORMAT)
        .setState(MemberState.ACTIVE)
        .build();
  }

  /** Sets a parameter. */
  public WrittenLog set(String key, String value) {
    return change(setting(key, value));
  }

  /** The action that sets a parameter. */
  public static SetConfiguration setting(String key, String value) {
    return SetConfiguration.newBuilder().setKey(key).setValue(value).build();
  }

  /** Takes a parameter's value away. */
  public WrittenLog unset(String key) {
    return change(new RemoveConfiguration(key, EntityKeys.SHARED));
  }

  /** One change of several actions, asked for by the primary. */
  public WrittenLog change(Object... actions) {
    return changeBy(image.promotion().primary().orElseThrow(), actions);
  }

  /** One change of several actions. */
  public WrittenLog changeBy(String origin, Object... actions) {
    String primary = image.promotion().primary().orElseThrow();
    Decision decision =
        new Decider(ALL_WELL)
            .decide(
                image,
                new Term(image.promotion().epoch(), primary, 0),
                List.of(command("c" + end, origin, actions)),
                id -> false);
    decision.outcomes().stream()
        .filter(outcome -> outcome.getRefusal() != null)
        .forEach(
            outcome -> {
              throw new IllegalArgumentException(outcome.getRefusal().getMessage());
            });
    decision.outcomes().stream().map(MACS::sign).forEach(outcomes::add);
    return append(decision.events());
  }

  private static Command command(String id, String origin, Object... actions) {
    return Command.newBuilder()
        .setCluster("test")
        .setOrigin(origin)
        .setSubmissions(
            List.of(
                Submission.newBuilder()
                    .setId(id)
                    .setActor("tester")
                    .setTime(Instant.EPOCH)
                    .setOperations(
                        Arrays.stream(actions)
                            .map(action -> Operation.newBuilder().setAction(action).build())
                            .toList())
                    .build()))
        .build();
  }

  /** One transaction of events as they are. */
  public WrittenLog append(List<Event> events) {
    List<Event> signed = events.stream().map(MACS::sign).toList();
    for (Event event : signed) {
      records.add(record(end++, EntityKeys.of(event), event));
    }
    end++; // the marker of the transaction
    image = Replay.apply(image, signed);
    return this;
  }

  /** Writes a tombstone. */
  public WrittenLog tombstone(String key) {
    return raw(new EventRecord(end, key, null, null));
  }

  /** Writes a record that nobody can read. */
  public WrittenLog unreadable(String reason) {
    return raw(new EventRecord(end, "configuration/x", null, reason));
  }

  /** Writes an event that no primary would write; the image stays. */
  public WrittenLog event(Event event) {
    return forged("any", MACS.sign(event));
  }

  /** Writes a record as it is; the image stays. */
  public WrittenLog forged(String key, Event event) {
    return raw(record(end, key, event));
  }

  private static EventRecord record(long offset, String key, Event event) {
    byte[] encoding = new CanonicalEncoder(Event.getClassSchema()).encode(event);
    return new EventRecord(offset, key, event, null, null, ByteBuffer.wrap(encoding));
  }

  /** Writes a record that was cut or altered. */
  public WrittenLog damaged(String key) {
    return raw(new EventRecord(end, key, null, "there are bytes after the record", Kind.DAMAGED));
  }

  /** What the primary writes when it finds these keys forged. */
  public WrittenLog repair(String... keys) {
    Term term = new Term(image.promotion().epoch(), image.promotion().primary().orElseThrow(), 0);
    Repair repair = Terms.repair(image, List.of(keys), term, "repair-" + end, "lockstep");
    append(repair.events());
    repair.unknown().forEach(this::tombstone);
    return this;
  }

  private WrittenLog raw(EventRecord record) {
    records.add(record);
    end += 2;
    return this;
  }

  /** The newest event. */
  public Event last() {
    return records.get(records.size() - 1).event();
  }

  /** The log with its newest event changed. */
  public WrittenLog lastAs(UnaryOperator<Event> change) {
    WrittenLog other = copy(records);
    EventRecord last = records.get(records.size() - 1);
    Event changed = MACS.sign(change.apply(Event.newBuilder(last.event()).build()));
    other.records.set(records.size() - 1, record(last.offset(), last.key(), changed));
    return other;
  }

  /** The log with the same newest event, encoded in another way. */
  public WrittenLog lastEncodedAs(UnaryOperator<byte[]> change) {
    WrittenLog other = copy(records);
    EventRecord last = records.get(records.size() - 1);
    ByteBuffer encoding = ByteBuffer.wrap(change.apply(last.encoding().array()));
    other.records.set(
        records.size() - 1,
        new EventRecord(last.offset(), last.key(), last.event(), null, null, encoding));
    return other;
  }

  /** The log with only the newest record of each key. */
  public WrittenLog compacted() {
    Set<String> later = new HashSet<>();
    List<EventRecord> kept = new ArrayList<>();
    for (int i = records.size() - 1; i >= 0; i--) {
      if (later.add(records.get(i).key())) {
        kept.add(0, records.get(i));
      }
    }
    return copy(kept);
  }

  /** The log without the records before an offset; what is written from now on it has alone. */
  public WrittenLog cutTo(long offset) {
    return copy(records.stream().filter(record -> record.offset() >= offset).toList());
  }

  private WrittenLog copy(List<EventRecord> kept) {
    WrittenLog other = new WrittenLog();
    other.records.addAll(kept);
    other.outcomes.addAll(outcomes);
    other.image = image;
    other.end = end;
    return other;
  }

  /** The outcome as a primary of the cluster writes it. */
  public static Outcome signed(Outcome outcome) {
    return MACS.sign(outcome);
  }

  /** All records. */
  public List<EventRecord> records() {
    return records;
  }

  /** What became of the commands. */
  public List<Outcome> outcomes() {
    return outcomes;
  }

  /** What the log makes. */
  public ClusterImage image() {
    return image;
  }

  /** Offset behind the last marker. */
  public long end() {
    return end;
  }

  /** All of it in one batch. */
  public TailBatch batch() {
    return batch(0, records.size());
  }

  /** Some of its records in one batch, with the position as Kafka has it. */
  public TailBatch batch(int from, int to) {
    long position = to == records.size() ? end : records.get(to).offset();
    return new TailBatch(records.subList(from, to), List.of(), List.of(), position, 0, true);
  }

  /** News that the brokers answer, at the end of this log. */
  public TailBatch silence() {
    return batch(records.size(), records.size());
  }

  /** Outcomes, at the end of this log. */
  public TailBatch outcomesOnly() {
    return new TailBatch(List.of(), outcomes, List.of(), end, outcomes.size(), true);
  }
}
