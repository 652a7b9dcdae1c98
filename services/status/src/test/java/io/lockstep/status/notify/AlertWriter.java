package io.lockstep.status.notify;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.schema.Alert;
import io.lockstep.schema.AlertSeverity;
import io.lockstep.schema.AlertState;
import io.lockstep.schema.topic.TopicContract;
import java.time.Instant;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes steps of alerts as the topology does. */
final class AlertWriter implements AutoCloseable {
  private static final Instant TIME = Instant.parse("2026-05-04T03:02:01Z");

  private final LogConnection connection;
  private final TopicCodecs codecs;
  private final KafkaProducer<String, byte[]> producer;

  AlertWriter(LogConnection connection) {
    this.connection = connection;
    codecs = new TopicCodecs(connection);
    producer =
        new KafkaProducer<>(
            ClientSettings.commands(connection), new StringSerializer(), new ByteArraySerializer());
  }

  static Alert step(AlertState state, String node, long occurrence) {
    return Alert.newBuilder()
        .setId("node-offline/" + node + "/" + occurrence)
        .setCluster("blue")
        .setKind("node-offline")
        .setSubject(node)
        .setNode(node)
        .setOccurrence(occurrence)
        .setSeverity(AlertSeverity.CRITICAL)
        .setState(state)
        .setCause("Node " + node + ": it is gone.")
        .setRemedy("Start the node.")
        .setRaised(TIME)
        .setCleared(state == AlertState.CLEARED ? TIME.plusSeconds(60) : null)
        .build();
  }

  void raise(String node, long occurrence) {
    write(step(AlertState.RAISED, node, occurrence));
  }

  void clear(String node, long occurrence) {
    write(step(AlertState.CLEARED, node, occurrence));
  }

  private void write(Alert step) {
    byte[] value = codecs.<Alert>of(TopicContract.ALERTS).encode(step);
    producer.send(
        new ProducerRecord<>(connection.topic(TopicContract.ALERTS), step.getId(), value));
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
    codecs.close();
  }
}
