package io.lockstep.node.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.node.testing.Answer;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who guesses has to wait. */
class TooManyAttemptsIT {
  @TempDir Path folder;

  @Test
  void makesWhoGuessesWait() {
    try (TestNode node = TestNode.start(TestCluster.founded(), folder, "n1").awaitReady()) {
      for (int i = 0; i < 10; i++) {
        assertThat(guess(node).status()).isEqualTo(401);
      }

      Answer refused = guess(node);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too-many-attempts");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
      assertThat(node.get("/api/v1/state").status()).isEqualTo(429);
      assertThat(node.sendBare("GET", "/health/readiness", null).status()).isEqualTo(200);
    }
  }

  private static Answer guess(TestNode node) {
    return node.sendBare("GET", "/api/v1/state", null, "Authorization", "Bearer guess");
  }
}
