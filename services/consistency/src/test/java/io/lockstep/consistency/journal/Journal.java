package io.lockstep.consistency.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.consistency.history.Call;
import io.lockstep.consistency.history.Call.Kind;
import io.lockstep.consistency.history.Call.Outcome;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.log.testing.LogReader;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.state.replay.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics say after a run, and whether it is what clients were told. */
public final class Journal {
  private final List<Event> events = new ArrayList<>();
  private final Map<String, Event> changes = new HashMap<>();
  private final Map<String, NavigableMap<Long, String>> values = new HashMap<>();

  private Journal() {}

  /** Reads the topics: every revision once, chained; every change written and decided once. */
  public static Journal read(LogConnection connection) {
    Journal journal = new Journal();
    try (Codecs codecs = new Codecs(connection)) {
      JournalChain chain = JournalChain.start();
      for (JournalEntry entry : records(connection, TopicContract.JOURNAL, codecs.journal())) {
        assertThat(entry).as("entry of the chain").isEqualTo(chain.next(entry.getEvent()));
        journal.add(entry.getEvent());
      }
      Set<String> decided = new HashSet<>();
      records(connection, TopicContract.OUTCOMES, codecs.outcomes())
          .forEach(
              outcome ->
                  assertThat(decided.add(outcome.getCommandId()))
                      .as("command %s is decided once", outcome.getCommandId())
                      .isTrue());
    }
    return journal;
  }

  private static <T> List<T> records(
      LogConnection connection, TopicContract topic, RecordCodec<T> codec) {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record :
        LogReader.committed(connection.bootstrapServers(), connection.topic(topic))) {
      try {
        values.add(codec.decode(record.value()));
      } catch (UnreadableRecordException e) {
        throw new AssertionError(topic + " offset " + record.offset(), e);
      }
    }
    return values;
  }

  private void add(Event event) {
    events.add(event);
    if (event.getPayload() instanceof ConfigurationChanged changed) {
      assertThat(changes.put(event.getChangeId(), event))
          .as("change %s is written once", event.getChangeId())
          .isNull();
      values
          .computeIfAbsent(changed.getKey(), key -> new TreeMap<>())
          .put(event.getRevision(), changed.getValue());
    }
  }

  /** Its newest revision. */
  public long revision() {
    return events.size();
  }

  /** The digest of the state that it makes. */
  public String digest() {
    return Replay.apply(ClusterImage.EMPTY, events).digest().hex();
  }

  /** Every write that was acknowledged stands here as it was told, and no refused one does. */
  public void agreesWith(List<Call> calls) {
    for (Call call : calls) {
      if (call.kind() == Kind.LOCAL_READ) {
        isStateAtSomeRevision(call);
      } else if (call.kind() != Kind.READ) {
        isWrittenAsTold(call);
      }
    }
  }

  private void isWrittenAsTold(Call call) {
    Event event = changes.get(call.id());
    if (call.outcome() == Outcome.DONE) {
      assertThat(event).as("event of the acknowledged %s", call).isNotNull();
      assertThat(event.getRevision()).as("revision of %s", call).isEqualTo(call.revision());
      assertThat(event.getPayload())
          .as("what %s wrote", call)
          .isEqualTo(
              ConfigurationChanged.newBuilder()
                  .setKey(call.key())
                  .setScope("shared")
                  .setValue(call.argument())
                  .build());
    } else if (call.outcome() != Outcome.UNKNOWN) {
      assertThat(event).as("event of the refused %s", call).isNull();
    }
  }

  /**
   * A local read shows the state at one revision: at least the one that was asked for, at most the
   * one that the answer names.
   */
  private void isStateAtSomeRevision(Call call) {
    if (call.outcome() != Outcome.DONE) {
      return;
    }
    NavigableMap<Long, String> versions = values.getOrDefault(call.key(), new TreeMap<>());
    Long next = versions.higherKey(call.revision());
    assertThat(versions.get(call.revision())).as("value of %s", call).isEqualTo(call.value());
    assertThat(call.revision()).as("%s", call).isLessThanOrEqualTo(call.nodeRevision());
    assertThat(next == null || next > call.expected())
        .as("%s is not older than was asked for; revision %s came next", call, next)
        .isTrue();
  }
}
