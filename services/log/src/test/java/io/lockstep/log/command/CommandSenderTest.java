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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
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

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
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
          },
          producer);

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
