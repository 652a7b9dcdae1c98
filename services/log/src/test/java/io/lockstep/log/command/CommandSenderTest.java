package io.lockstep.log.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.LogUnavailableException;
import io.lockstep.log.OversizedRecordException;
import io.lockstep.log.codec.RecordCodec;
import io.lockstep.log.testing.Samples;
import io.lockstep.schema.Command;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class CommandSenderTest {
  private static final LogConnection CONNECTION =
      new LogConnection(
          "east", "broker:9092", URI.create("http://registry"), Path.of("unused"), Map.of());

  private final MockProducer<String, byte[]> producer = producer();
  private final MockProducer<String, byte[]> renewed = producer();
  private final Iterator<MockProducer<String, byte[]>> producers =
      List.of(producer, renewed).iterator();
  private final CommandSender sender =
      new CommandSender(
          CONNECTION,
          new RecordCodec<>() {
            @Override
            public byte[] encode(Command value) {
              return new byte[10];
            }

            @Override
            public Command decode(byte[] bytes) {
              throw new UnsupportedOperationException();
            }

            @Override
            public Command decodeAtOnce(byte[] bytes) {
              throw new UnsupportedOperationException();
            }
          },
          producers::next);

  private static MockProducer<String, byte[]> producer() {
    return new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
  }

  @Test
  void goesOnWithANewProducerOnceItIsRenewed() {
    var unused = sender.send(Samples.barrier("c1"));

    sender.renew();
    CompletableFuture<Long> result = sender.send(Samples.barrier("c2"));
    renewed.completeNext();

    assertThat(producer.closed()).isTrue();
    assertThat(renewed.history()).extracting(ProducerRecord::key).containsExactly("c2");
    assertThat(result).isCompletedWithValue(0L);
  }

  @Test
  void nothingWasWrittenByAProducerThatIsClosed() {
    producer.close();

    assertThatThrownBy(() -> sender.send(Samples.barrier("c1")).join())
        .cause()
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void sendsUnderTheIdOfTheFirstSubmission() {
    CompletableFuture<Long> result = sender.send(Samples.barrier("c1"));

    producer.completeNext();

    assertThat(result).isCompletedWithValue(0L);
    assertThat(producer.history().get(0).topic()).isEqualTo("lockstep.east.commands");
    assertThat(producer.history().get(0).key()).isEqualTo("c1");
  }

  @Test
  void aCommandThatWasTakenAndNotConfirmedIsUnknown() {
    CompletableFuture<Long> result = sender.send(Samples.barrier("c1"));

    producer.errorNext(new TimeoutException("expired"));

    assertThatThrownBy(result::join)
        .cause()
        .isInstanceOf(SendUnknownException.class)
        .hasMessageContaining("c1")
        .hasMessageContaining("broker:9092");
  }

  @Test
  void aCommandThatWasNeverTakenIsCertain() {
    producer.sendException = new TimeoutException("no metadata");

    assertThatThrownBy(() -> sender.send(Samples.barrier("c1")).join())
        .cause()
        .isInstanceOf(LogUnavailableException.class)
        .hasMessageContaining("no metadata");
  }

  @Test
  void aCommandThatIsNotAllowedIsCertain() {
    CompletableFuture<Long> result = sender.send(Samples.barrier("c1"));

    producer.errorNext(new TopicAuthorizationException("not yours"));

    assertThatThrownBy(result::join).cause().isInstanceOf(LogUnavailableException.class);
  }

  @Test
  void aCommandThatTheBrokerFindsTooLongIsNamed() {
    CompletableFuture<Long> result = sender.send(Samples.barrier("c1"));

    producer.errorNext(new RecordTooLargeException("too long"));

    assertThatThrownBy(result::join)
        .cause()
        .isInstanceOf(OversizedRecordException.class)
        .hasMessageContaining("The command c1");
  }

  @Test
  void aCommandWithoutSubmissionsIsRefused() {
    Command nothing = Samples.barrier("c1");
    nothing.setSubmissions(List.of());

    assertThatThrownBy(() -> sender.send(nothing)).isInstanceOf(IllegalArgumentException.class);
  }
}
