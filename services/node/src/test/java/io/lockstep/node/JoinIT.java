package io.lockstep.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.lockstep.log.LogConnection;
import io.lockstep.log.process.CannotStartException;
import io.lockstep.node.settings.NodeSettings;
import io.lockstep.node.testing.TestCluster;
import io.lockstep.node.testing.TestNode;
import io.lockstep.node.testing.TestSecrets;
import io.lockstep.trust.secret.ClusterSecret;
import io.lockstep.trust.secret.SecretFile;
import io.lockstep.trust.token.JoinToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who becomes a member, and who does not. */
class JoinIT {
  @TempDir Path folder;
  private LogConnection log;
  private TestNode first;

  @BeforeEach
  void start() {
    log = TestCluster.founded();
    first = TestNode.start(log, folder, "n1").awaitReady();
  }

  @AfterEach
  void stop() {
    first.close();
  }

  private Map<String, String> second() {
    Map<String, String> settings = TestNode.settings(log, folder, "n2");
    TestSecrets.install(settings);
    return settings;
  }

  private Path data() {
    return folder.resolve("n2/data");
  }

  private void refused(String code) {
    try (TestNode node = TestNode.start(second())) {
      node.awaitProblem(code);
      assertThat(node.server().service().status().state().name()).isEqualTo("JOINING");
      assertThat(first.get("/api/v1/nodes").body()).doesNotContain("n2.example");
    }
  }

  private void giveAndJoin(String token) {
    try (TestNode node = TestNode.start(second())) {
      TestSecrets.give(data(), TestSecrets.token(log.cluster(), token));
      node.awaitReady();
    }
  }

  @Test
  void nobodyWithAnotherSecretWhoHasAppliedNothingThen() throws IOException {
    Map<String, String> settings = second();
    Files.delete(data().resolve("taeh"));
    ClusterSecret other = ClusterSecret.generate(1, new SecureRandom());
    new SecretFile(data().resolve("taeh")).create(other);

    CannotStartException e =
        catchThrowableOfType(CannotStartException.class, () -> TestNode.start(settings).close());

    assertThat(e.exitCode()).isEqualTo(6);
    assertThat(e)
        .hasMessageContaining("secret-mismatch")
        .hasMessageContaining(other.fingerprint())
        .hasMessageContaining(TestSecrets.of(log.cluster()).fingerprint());
    assertThat(folder.resolve("n2/files")).doesNotExist();
    assertThat(data().resolve("snapshot.avro")).doesNotExist();
  }

  @Test
  void nobodyWithoutATokenUntilItGetsOne() throws IOException {
    second();
    Files.delete(data().resolve("join.token"));
    try (TestNode node = TestNode.start(log, folder, "n2")) {
      node.awaitProblem("token-missing");

      TestSecrets.give(data(), TestSecrets.token(log.cluster(), "spare1"));

      node.awaitReady();
    }
  }

  @Test
  void nobodyWithATokenOfAnotherNodeOrNone() {
    second();
    TestSecrets.give(data(), TestSecrets.token(log.cluster(), "n3"));
    refused("token-wrong-node");
    TestSecrets.give(data(), JoinToken.generate(new SecureRandom()));
    refused("token-unknown");
  }

  @Test
  void nobodyWithATokenThatWasUsed() {
    second();
    TestSecrets.give(data(), TestSecrets.token(log.cluster(), "spare1"));
    giveAndJoin("spare1");
    Map<String, String> third = TestNode.settings(log, folder, "n3");
    TestSecrets.install(third);
    TestSecrets.give(folder.resolve("n3/data"), TestSecrets.token(log.cluster(), "spare1"));

    try (TestNode node = TestNode.start(third)) {
      node.awaitProblem("token-used");
    }
  }

  @Test
  void nobodyWhoseClockIsOff() {
    Clock late = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30));
    try (NodeService node = NodeService.start(NodeSettings.of(second()), late)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  node.status().problems().stream()
                      .anyMatch(problem -> problem.getCode().equals("clock-skew")));
    }
    try (TestNode node = TestNode.start(second()).awaitReady()) {
      assertThat(node.set("a", "1").status()).isEqualTo(200);
    }
  }

  @Test
  void aNodeWhoseClockIsSetWithoutAnotherStart() {
    AtomicReference<Clock> clock =
        new AtomicReference<>(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(-30)));
    InstantSource source = () -> clock.get().instant();
    try (NodeService node =
        NodeService.start(NodeSettings.of(second()), source.withZone(ZoneOffset.UTC))) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  node.status().problems().stream()
                      .anyMatch(problem -> problem.getCode().equals("clock-skew")));

      clock.set(Clock.systemUTC());

      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  node.status().problems().stream()
                      .noneMatch(problem -> problem.getCode().equals("clock-skew")));
    }
    try (TestNode node = TestNode.start(second()).awaitReady()) {
      assertThat(node.set("a", "1").status()).isEqualTo(200);
    }
  }

  @Test
  void aNodeOnceALicenceHasRoomForItWithoutAnotherStartOrToken() {
    licensed(1);
    try (TestNode node = TestNode.start(second())) {
      assertThat(node.awaitProblem("licence-cap")).contains("allows 1");

      licensed(2);

      node.awaitReady();
    }
  }

  private void licensed(int nodes) {
    assertThat(first.json("PUT", "/api/v1/licences/n1/gateway", "{\"cap\":" + nodes + "}").status())
        .isEqualTo(200);
  }

  @Test
  void nobodyWithAFileThatIsNoTokenWhichIsNamed() throws IOException {
    Map<String, String> settings = second();
    Path token = data().resolve("join.token");
    Files.writeString(token, "not a token");
    try (TestNode node = TestNode.start(settings)) {
      assertThat(node.awaitProblem("token-malformed")).contains(token.toString(), "copy it again");
      TestSecrets.give(data(), TestSecrets.token(log.cluster(), "spare1"));

      node.awaitReady();
    }
  }
}
