package io.lockstep.log.append;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.Codecs;
import io.lockstep.schema.Event;
import io.lockstep.schema.JournalEntry;
import io.lockstep.schema.Outcome;
import io.lockstep.schema.topic.TopicContract;
import io.lockstep.state.image.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The Kafka records of a batch, in the order in which they are sent. */
final class BatchRecords {
  private static final int PARTITION = 0;

  private final String events;
  private final String journal;
  private final String outcomes;
  private final Codecs codecs;

  BatchRecords(LogConnection connection, Codecs codecs) {
    this.events = connection.topic(TopicContract.EVENTS);
    this.journal = connection.topic(TopicContract.JOURNAL);
    this.outcomes = connection.topic(TopicContract.OUTCOMES);
    this.codecs = codecs;
  }

  List<ProducerRecord<String, byte[]>> of(Batch batch) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    for (Event event : batch.events()) {
      records.add(record(events, EntityKeys.of(event), codecs.events().encode(event)));
    }
    for (String key : batch.tombstones()) {
      records.add(record(events, key, null));
    }
    for (JournalEntry entry : batch.journal()) {
      records.add(
          record(journal, Long.toString(entry.getRevision()), codecs.journal().encode(entry)));
    }
    for (Outcome outcome : batch.outcomes()) {
      records.add(record(outcomes, outcome.getCommandId(), codecs.outcomes().encode(outcome)));
    }
    return records;
  }

  private static ProducerRecord<String, byte[]> record(String topic, String key, byte[] value) {
    return new ProducerRecord<>(topic, PARTITION, key, value);
  }
}
