package io.lockstep.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.schema.topic.TopicContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogConnectionTest {
  private static LogConnection connection(String cluster, Map<String, String> properties) {
    return new LogConnection(
        cluster, "127.0.0.1:9", URI.create("http://127.0.0.1:9"), Path.of("x"), properties);
  }

  @Test
  void namesTopicsAndThePrimaryAfterTheCluster() {
    LogConnection connection = connection("east", Map.of());

    assertThat(connection.topic(TopicContract.EVENTS)).isEqualTo("lockstep.east.events");
    assertThat(connection.primaryId()).isEqualTo("lockstep.east.primary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a.b", "a b", "ä", "../x"})
  void refusesNamesThatAreNoPartOfATopicName(String cluster) {
    assertThatThrownBy(() -> connection(cluster, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + cluster + "'");
  }

  @Test
  void operatorsMayTuneButNotUndoWhatCorrectnessRestsOn() {
    LogConnection connection =
        connection(
            "east",
            Map.of(
                "request.timeout.ms", "7000",
                "acks", "0",
                "isolation.level", "read_uncommitted",
                "transactional.id", "mine",
                "registry.auth.username", "u"));

    Map<String, Object> appender = ClientSettings.appender(connection);
    Map<String, Object> tail = ClientSettings.tail(connection);

    assertThat(appender)
        .containsEntry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "7000")
        .containsEntry(ProducerConfig.ACKS_CONFIG, "all")
        .containsEntry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "lockstep.east.primary")
        .doesNotContainKey("registry.auth.username");
    assertThat(tail).containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }

  @Test
  void whoReadsWhatTheLogHasNowWaitsForNothingNew() {
    LogConnection connection = connection("east", Map.of("fetch.max.wait.ms", "400"));

    assertThat(ClientSettings.tail(connection))
        .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "400");
    assertThat(ClientSettings.scan(connection))
        .containsEntry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10)
        .containsEntry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
  }
}
