package io.lockstep.status.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lockstep.log.LogConnection;
import io.lockstep.log.codec.RegistryUnavailableException;
import io.lockstep.log.codec.TopicCodecs;
import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of a schema that nobody has seen, while the registry is down. */
class UnreadableRecordsTest {
  private static final byte[] FOREIGN = {0, 0, 0, 0, 99, 1, 2};

  @TempDir Path schemas;
  private final UnreadableRecords handler = new UnreadableRecords();

  private static ConsumerRecord<byte[], byte[]> record(TopicContract contract, byte[] value) {
    return new ConsumerRecord<>(contract.topic("east"), 0, 7, new byte[0], value);
  }

  /** What reading a foreign record ends with. */
  private Exception failure(TopicContract contract) {
    LogConnection connection =
        new LogConnection(
            "east",
            "127.0.0.1:9",
            URI.create("http://127.0.0.1:9/apis/registry/v3"),
            schemas,
            Map.of());
    try (TopicCodecs codecs = new TopicCodecs(connection)) {
      return catchThrowableOfType(
          RegistryUnavailableException.class,
          () ->
              new LogSerdes(codecs)
                  .of(contract)
                  .deserializer()
                  .deserialize(contract.topic("east"), FOREIGN));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NODE_REPORTS", "OUTCOMES"})
  void leavesOutWhatNoStatusRestsOn(TopicContract contract) {
    long before = UnreadableRecords.count();

    Result result =
        handler.handleError(null, record(contract, FOREIGN), failure(contract)).result();

    assertThat(result).isEqualTo(Result.RESUME);
    assertThat(UnreadableRecords.count()).isEqualTo(before + 1);
  }

  @Test
  void triesAgainToReadAnEvent() {
    TopicContract events = TopicContract.EVENTS;

    Result result = handler.handleError(null, record(events, FOREIGN), failure(events)).result();

    assertThat(result).isEqualTo(Result.FAIL);
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENTS", "NODE_REPORTS", "OUTCOMES"})
  void leavesOutWhatNobodyCanRead(TopicContract contract) {
    Result result =
        handler
            .handleError(
                null, record(contract, new byte[1]), new SerializationException("too short"))
            .result();

    assertThat(result).isEqualTo(Result.RESUME);
  }
}
