package io.lockstep.log.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private static final LogConnection CONNECTION =
      new LogConnection(
          "east", "broker:9092", URI.create("http://registry"), Path.of("unused"), Map.of());
  private static final ProducerRecord<String, byte[]> RECORD =
      new ProducerRecord<>("lockstep.east.events", 0, "primary", new byte[] {1});

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final Transaction transaction =
      new Transaction(CONNECTION, producer, List.of(RECORD, RECORD));

  @BeforeEach
  void fence() {
    producer.initTransactions();
  }

  @Test
  void givesTheOffsetOfTheLastEvent() {
    long offset = transaction.run(5);

    assertThat(offset).isEqualTo(1);
    assertThat(producer.transactionCommitted()).isTrue();
    assertThat(producer.consumerGroupOffsetsHistory()).hasSize(1);
    assertThat(transaction.producerIsUsable()).isTrue();
  }

  @Test
  void aRecordThatCannotBeSentAbortsForCertain() {
    producer.sendException = new KafkaException("no room");

    assertThatThrownBy(() -> transaction.run(-1))
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("broker:9092")
        .hasMessageContaining("no room");
    assertThat(producer.transactionAborted()).isTrue();
    assertThat(transaction.producerIsUsable()).isTrue();
  }

  @Test
  void offsetsThatCannotBeSentAbortForCertain() {
    producer.sendOffsetsToTransactionException = new TimeoutException("no coordinator");

    assertThatThrownBy(() -> transaction.run(5)).isInstanceOf(LogUnavailableException.class);
    assertThat(producer.transactionAborted()).isTrue();
  }

  @Test
  void anAbortThatFailsIsStillCertainButEndsTheProducer() {
    producer.sendOffsetsToTransactionException = new TimeoutException("no coordinator");
    producer.abortTransactionException = new TimeoutException("no coordinator");

    assertThatThrownBy(() -> transaction.run(5)).isInstanceOf(LogUnavailableException.class);
    assertThat(transaction.producerIsUsable()).isFalse();
  }

  @Test
  void aCommitWithoutAnswerIsUnknown() {
    producer.commitTransactionException = new TimeoutException("no answer");

    assertThatThrownBy(() -> transaction.run(5))
        .isInstanceOf(CommitUnknownException.class)
        .hasMessageContaining("broker:9092")
        .hasMessageContaining("fence again");
    assertThat(producer.transactionAborted()).isFalse();
    assertThat(transaction.producerIsUsable()).isFalse();
  }

  @Test
  void anUnexpectedErrorOfTheCommitIsUnknown() {
    producer.commitTransactionException = new KafkaException("surprise");

    assertThatThrownBy(() -> transaction.run(5)).isInstanceOf(CommitUnknownException.class);
  }

  @Test
  void aCommitThatIsRefusedIsFenced() {
    producer.commitTransactionException = new ProducerFencedException("newer epoch");

    assertThatThrownBy(() -> transaction.run(5))
        .isInstanceOf(FencedException.class)
        .hasMessageContaining("lockstep.east.primary");
    assertThat(transaction.producerIsUsable()).isFalse();
  }

  @Test
  void anAbortThatIsRefusedIsFenced() {
    producer.sendException = new KafkaException(new InvalidProducerEpochException("old epoch"));
    producer.abortTransactionException = new ProducerFencedException("newer epoch");

    assertThatThrownBy(() -> transaction.run(5)).isInstanceOf(FencedException.class);
  }

  @Test
  void aRecordThatIsTooLongIsNamed() {
    MockProducer<String, byte[]> manual =
        new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized void commitTransaction() {
            errorNext(new RecordTooLargeException("too long"));
            throw new KafkaException("a record failed");
          }
        };
    manual.initTransactions();

    assertThatThrownBy(() -> new Transaction(CONNECTION, manual, List.of(RECORD)).run(-1))
        .isInstanceOf(OversizedRecordException.class)
        .hasMessageContaining("primary")
        .hasMessageContaining("lockstep.east.events");
    assertThat(manual.transactionAborted()).isTrue();
  }
}
