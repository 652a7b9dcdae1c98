package io.lockstep.topology.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.ConfigurationView;
import io.lockstep.schema.Provenance;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  private static ConfigurationView view(String key, String scope, String value) {
    return ConfigurationView.newBuilder()
        .setKey(key)
        .setScope(scope)
        .setValue(value)
        .setSource(new Provenance("blue", 1L, 1L, "c", Instant.EPOCH, "n1", "alice"))
        .build();
  }

  @Test
  void withoutSettingsTheDefaultsHold() {
    assertThat(Settings.over(Policy.DEFAULT, List.of())).isEqualTo(Policy.DEFAULT);
  }

  @Test
  void theConfigurationWins() {
    Policy policy =
        Settings.over(
            Policy.DEFAULT,
            List.of(
                view("Cluster.connectionTimeout", "shared", "60000"),
                view("Cluster.maximumClockSkew", "shared", "100"),
                view("Cluster.minimumNodes", "shared", "2"),
                view("Cluster.minimumHolders.engine", "shared", "1"),
                view("Cluster.enable.SSL", "shared", "false")));

    assertThat(policy.connectionTimeout()).isEqualTo(60_000);
    assertThat(policy.maximumClockSkew()).isEqualTo(100);
    assertThat(policy.minimumNodes()).isEqualTo(2);
    assertThat(policy.minimumHolders()).isEqualTo(Map.of("engine", 1));
    assertThat(policy.tls()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"''", "x", "-1", "0", "99999999999999999999"})
  void aValueThatIsNoneIsLeftOut(String value) {
    Policy policy =
        Settings.over(Policy.DEFAULT, List.of(view("Cluster.connectionTimeout", "shared", value)));

    assertThat(policy.connectionTimeout()).isEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "Cluster.connectionTimeout, shared, true",
    "Cluster.minimumHolders.engine, shared, true",
    "Cluster.connectionTimeout, node:n1, false",
    "Cluster.mode, shared, false"
  })
  void onlySharedParametersOfTheClusterCount(String key, String scope, boolean counts) {
    assertThat(Settings.judgeBy(view(key, scope, "1"))).isEqualTo(counts);
  }
}
