package io.lockstep.log.report;

import io.lockstep.log.ClientSettings;
import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.RenewedProducer;
import io.lockstep.log.codec.Codecs;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.schema.NodeReport;
import io.lockstep.schema.topic.TopicContract;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a node's reports. Safe for use by many threads. */
public final class ReportSender implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSender.class);

  private final RecordCodec<NodeReport> codec;
  private final String topic;
  private final RenewedProducer producer;

  /**
   * Does not connect yet.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve
   */
  public ReportSender(LogConnection connection, Codecs codecs) {
    this.codec = codecs.reports();
    this.topic = connection.topic(TopicContract.NODE_REPORTS);
    this.producer = new RenewedProducer(() -> producer(connection));
  }

  private static Producer<String, byte[]> producer(LogConnection connection) {
    try {
      return new KafkaProducer<>(
          ClientSettings.reports(connection), new StringSerializer(), new ByteArraySerializer());
    } catch (KafkaException e) {
      throw LogUnavailableException.because(connection, "be looked up", e);
    }
  }

  /**
   * Sends a report. May block for 1 s while the brokers are not known. A report that gets lost is
   * made up for by the next, so most callers leave the result alone.
   *
   * @return its offset once it is durable; fails within 3 s where it is not
   */
  public CompletableFuture<Long> send(NodeReport report) {
    CompletableFuture<Long> result = new CompletableFuture<>();
    try {
      producer.send(
          new ProducerRecord<>(topic, 0, report.getNode(), codec.encode(report)),
          (metadata, failure) -> {
            if (failure == null) {
              result.complete(metadata.offset());
            } else {
              LOG.debug("Report not sent node={} reason={}", report.getNode(), failure.toString());
              result.completeExceptionally(failure);
            }
          });
    } catch (KafkaException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  /**
   * Connects anew.
   *
   * @throws LogUnavailableException if the brokers' names do not resolve; all is as before then
   */
  public void renew() {
    producer.renew();
  }

  /** Waits at most 1 s for what is under way. */
  @Override
  public void close() {
    producer.close();
  }
}
