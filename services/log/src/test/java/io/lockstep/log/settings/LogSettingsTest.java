package io.lockstep.log.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {
  private static SettingValues with(String name, String value) {
    Map<String, String> given = new HashMap<>();
    given.put("cluster.name", "east");
    given.put("kafka.bootstrap.servers", "kafka:9092");
    given.put("registry.url", "http://registry:8080");
    given.put(name, value);
    return SettingValues.of(
        given,
        List.of(
            LogSettings.CLUSTER,
            LogSettings.KAFKA,
            LogSettings.REGISTRY,
            LogSettings.REPLICATION,
            LogSettings.IN_SYNC),
        other -> false,
        "is unknown",
        values -> List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "http://registry:8080, http://registry:8080/apis/registry/v3",
    "https://registry/, https://registry/apis/registry/v3",
    "https://proxy/apicurio/apis/registry/v3, https://proxy/apicurio/apis/registry/v3"
  })
  void theRegistryHasItsUsualPathWhereNoneIsGiven(String given, String wanted) {
    assertThat(LogSettings.registry(with("registry.url", given))).hasToString(wanted);
  }

  @Test
  void noMoreReplicasCanBeInSyncThanThereAre() {
    assertThat(LogSettings.problem(with("topics.min.insync.replicas", "3"))).isEmpty();
    assertThat(LogSettings.problem(with("topics.min.insync.replicas", "4")))
        .contains(
            "topics.min.insync.replicas is 4, but wants at most the 3 of"
                + " topics.replication.factor");
  }
}
