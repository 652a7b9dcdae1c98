package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.log.LogConnection;
import io.lockstep.log.settings.InvalidSettingsException;
import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells Prometheus, and whom it tells. */
class MetricsIT {
  private static final String TOKEN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;

  private String tokenFile(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("metrics-token"), token + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
        .toString();
  }

  @Test
  void tellsWhoShowsTheTokenOrASessionAndNothingElseForTheToken() throws IOException {
    LogConnection log = TestCluster.founded();
    try (TestNode node =
        TestNode.start(log, folder, "n1", "metrics.token.file", tokenFile(TOKEN)).awaitReady()) {
      node.send(
          "PUT",
          "/api/v1/configuration/a",
          "{\"value\": \"1\"}".getBytes(StandardCharsets.UTF_8),
          "Content-Type",
          "application/json");
      String[] token = {"Authorization", "Bearer " + TOKEN};

      Answer scraped = node.sendBare("GET", "/prometheus", null, token);

      assertThat(scraped.status()).isEqualTo(200);
      assertThat(scraped.header("Content-Type")).startsWith("text/plain");
      assertThat(scraped.body().lines())
          .contains(
              "# TYPE lockstep_sync_apply_seconds histogram",
              "lockstep_sync_ready 1.0",
              "lockstep_sync_primary 1.0",
              "lockstep_sync_state{state=\"ONLINE\"} 1.0",
              "lockstep_sync_state{state=\"TAMPERED\"} 0.0",
              "lockstep_sync_applied_revision "
                  + (double) node.server().service().replay().image().revision())
          .anyMatch(line -> line.matches("lockstep_sync_apply_seconds_count [1-9].*"))
          .anyMatch(
              line -> line.matches("lockstep_sync_commands_total\\{result=\"accepted\"} [1-9].*"));
      assertThat(node.send("GET", "/prometheus", null).status()).isEqualTo(200);
      assertThat(node.sendBare("GET", "/api/v1/state", null, token).status()).isEqualTo(401);
      assertThat(node.sendBare("GET", "/prometheus", null).status()).isEqualTo(401);
    }
  }

  @Test
  void refusesATokenThatCouldBeGuessed() throws IOException {
    String file = tokenFile("short");

    assertThatThrownBy(
            () -> TestNode.start(TestCluster.founded(), folder, "n1", "metrics.token.file", file))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("metrics.token.file: the token in it has 5 characters")
        .hasMessageNotContaining("short");
  }
}
