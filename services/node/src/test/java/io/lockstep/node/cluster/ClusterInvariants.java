package io.lockstep.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.codec.UnreadableRecordException;
import io.lockstep.log.testing.LogReader;
import io.lockstep.node.cluster.RecordingClient.Acknowledged;
import io.lockstep.schema.ConfigurationChanged;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.PrimaryPromoted;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.ClusterImage;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.state.replay.JournalChain;
import io.lockstep.state.replay.Replay;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must hold of a cluster whatever happened to it, judged from its topics alone. */
public final class ClusterInvariants {
  private final LogConnection connection;
  private final List<JournalEntry> journal;
  private final List<Outcome> outcomes;
  private final ClusterImage image;

  private ClusterInvariants(LogConnection connection) {
    this.connection = connection;
    try (Codecs codecs = new Codecs(connection)) {
      journal = read(TopicContract.JOURNAL, codecs.journal());
      outcomes = read(TopicContract.OUTCOMES, codecs.outcomes());
    }
    image = Replay.apply(ClusterImage.EMPTY, events());
  }

  /** Reads the topics as they are now and checks what they say alone. */
  public static ClusterInvariants check(LogConnection connection) {
    ClusterInvariants invariants = new ClusterInvariants(connection);
    invariants.everyRevisionOnceAndChained();
    invariants.nothingAppliedTwice();
    invariants.oneTermAnEpoch();
    invariants.eventsHaveTheNewestOfEachEntity();
    return invariants;
  }

  private <T> List<T> read(TopicContract topic, RecordCodec<T> codec) {
    List<T> values = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : records(topic)) {
      try {
        values.add(codec.decode(record.value()));
      } catch (UnreadableRecordException e) {
        throw new AssertionError(topic + " offset " + record.offset(), e);
      }
    }
    return values;
  }

  private List<ConsumerRecord<String, byte[]>> records(TopicContract topic) {
    return LogReader.committed(connection.bootstrapServers(), connection.topic(topic));
  }

  private List<Event> events() {
    return journal.stream().map(JournalEntry::getEvent).toList();
  }

  /** The image that the journal makes. */
  public ClusterImage image() {
    return image;
  }

  /** The newest entry of the journal. */
  public JournalEntry last() {
    return journal.get(journal.size() - 1);
  }

  /** The terms in the journal, in order. */
  public List<PrimaryPromoted> terms() {
    return events().stream()
        .filter(event -> event.getPayload() instanceof PrimaryPromoted)
        .map(event -> (PrimaryPromoted) event.getPayload())
        .toList();
  }

  /** Whether the journal has an event of the command. */
  public boolean isWritten(String commandId) {
    return events().stream().anyMatch(event -> event.getChangeId().equals(commandId));
  }

  private void everyRevisionOnceAndChained() {
    JournalChain chain = JournalChain.start();
    for (JournalEntry entry : journal) {
      assertThat(entry.getRevision()).as("revision in the journal").isEqualTo(chain.revision() + 1);
      assertThat(entry).as("entry of the chain").isEqualTo(chain.next(entry.getEvent()));
    }
  }

  private void nothingAppliedTwice() {
    Set<String> steps = new HashSet<>();
    for (Event event : events()) {
      assertThat(steps.add(event.getChangeId() + "#" + event.getChangeIndex()))
          .as("change %s index %s is written once", event.getChangeId(), event.getChangeIndex())
          .isTrue();
    }
    Set<String> decided = new HashSet<>();
    for (Outcome outcome : outcomes) {
      assertThat(decided.add(outcome.getCommandId()))
          .as("command %s is decided once", outcome.getCommandId())
          .isTrue();
    }
  }

  private void oneTermAnEpoch() {
    long epoch = 0;
    for (Event event : events()) {
      if (event.getPayload() instanceof PrimaryPromoted promoted) {
        assertThat(promoted.getEpoch()).as("terms follow each other").isEqualTo(epoch + 1);
        epoch = promoted.getEpoch();
      } else {
        assertThat(event.getEpoch())
            .as(
                "revision %s is of the term at hand or of the one that its change begins",
                event.getRevision())
            .isBetween(epoch, epoch + 1);
      }
    }
  }

  private void eventsHaveTheNewestOfEachEntity() {
    Map<String, Event> newest = new HashMap<>();
    try (Codecs codecs = new Codecs(connection)) {
      for (ConsumerRecord<String, byte[]> record : records(TopicContract.EVENTS)) {
        if (record.value() == null) {
          newest.remove(record.key());
        } else {
          newest.put(record.key(), codecs.events().decode(record.value()));
        }
      }
    } catch (UnreadableRecordException e) {
      throw new AssertionError(e);
    }
    Map<String, Event> wanted = new HashMap<>();
    events().forEach(event -> wanted.put(EntityKeys.of(event), event));
    newest.forEach((key, event) -> assertThat(event).as(key).isEqualTo(wanted.get(key)));
    image.forEach(entity -> assertThat(newest).containsKey(entity.key()));
  }

  /** Every acknowledged write stands in the journal at its revision, with its value. */
  ClusterInvariants nothingLost(Collection<RecordingClient> clients) {
    for (RecordingClient client : clients) {
      assertThat(client.acknowledged()).as("the client wrote").isNotEmpty();
      client.acknowledged().forEach(this::isInJournal);
    }
    return this;
  }

  private void isInJournal(Acknowledged write) {
    assertThat(write.revision()).isLessThanOrEqualTo(journal.size());
    Event event = journal.get((int) write.revision() - 1).getEvent();
    assertThat(event.getChangeId()).isEqualTo(write.commandId());
    assertThat(event.getPayload())
        .isEqualTo(
            ConfigurationChanged.newBuilder()
                .setKey(write.key())
                .setScope("shared")
                .setValue(write.value())
                .build());
    long last =
        image
            .configuration()
            .get(write.key(), "shared")
            .orElseThrow(() -> new AssertionError(write + " is not in the image"))
            .revision();
    assertThat(last)
        .as("newest revision of %s", write.key())
        .isGreaterThanOrEqualTo(event.getRevision());
  }
}
